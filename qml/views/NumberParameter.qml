import QtQuick
import Sojourn.Components
import Sojourn.Views

// A parameter that is a number.
ParameterRow {
    id: root

    readonly property bool zeroIsSpecial: zeroText !== ""

    LabelledSlider {
        objectName: "parameter-" + root.name
        width: root.width
        label: root.label
        hint: root.hint
        value: root.value
        before: root.marked ? root.mark : NaN
        from: root.zeroIsSpecial ? Math.max(1, root.reach.from) : root.reach.from
        to: root.reach.to
        minimum: root.zeroIsSpecial ? Math.max(1, root.minimum) : root.minimum
        maximum: root.maximum
        step: root.step
        decimals: root.reach.decimals
        zerosCut: root.reach.decimals > 2
        unit: root.shownUnit
        specialValue: 0
        specialText: root.zeroText
        onPressedChanged: root.parameters.setHeld(pressed)
        onEdited: value => root.parameters.setNumber(root.name, value)
    }
}
