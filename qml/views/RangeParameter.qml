import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// A parameter that is a range.
ParameterRow {
    id: root

    // Two fields leave little room for the name: words that do not fit are left out, and the hint has them.
    readonly property real nameRoom: width - 116

    FontMetrics {
        id: metrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        font.weight: Font.Medium
    }

    LabelledRange {
        objectName: "parameter-" + root.name
        width: root.width
        label: root.fitting(root.label)
        hint: root.hint
        low: root.value
        high: root.high
        lowBefore: root.changed ? root.before : NaN
        highBefore: root.changed ? root.beforeHigh : NaN
        from: root.reach.from
        to: root.reach.to
        minimum: root.minimum
        maximum: root.maximum
        step: root.step
        decimals: root.reach.decimals
        zerosCut: root.reach.decimals > 2
        unit: root.shownUnit
        onEdited: (low, high) => root.parameters.setRange(root.name, low, high)
    }

    function fitting(text: string): string {
        const shorter = text.replace(/(\s+\S{1,2})?\s+\S+$/, "");
        return shorter === text || metrics.advanceWidth(text) <= nameRoom ? text : fitting(shorter);
    }
}
