import QtQuick
import Sojourn.Components
import Sojourn.Views

// A parameter that is a range.
ParameterRow {
    id: root

    LabelledRange {
        objectName: "parameter-" + root.name
        width: root.width
        label: root.label
        hint: root.hint
        low: root.value
        high: root.high
        lowBefore: root.marked ? root.mark : NaN
        highBefore: root.marked ? root.markHigh : NaN
        from: root.reach.from
        to: root.reach.to
        minimum: root.minimum
        maximum: root.maximum
        step: root.step
        decimals: root.reach.decimals
        zerosCut: root.reach.decimals > 2
        unit: root.shownUnit
        onPressedChanged: root.parameters.setHeld(pressed)
        onEdited: (low, high) => root.parameters.setRange(root.name, low, high)
    }
}
