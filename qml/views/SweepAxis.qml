import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// What a sweep varies in one direction: the parameter, its range, and how many values of it.
Column {
    id: root

    required property SweepAxisSetup axis
    required property ParameterModel parameters
    required property string direction

    // A line of each field that was typed into and can't be: its name, and why.
    readonly property string problems: {
        const fields = [[qsTr("%1, lowest").arg(direction), range.lowProblem], [qsTr("%1, highest").arg(direction), range.highProblem], [qsTr("%1, values").arg(direction), count.problem]];
        return axis.varied ? fields.filter(field => field[1] !== "").map(field => qsTr("%1: %2").arg(field[0]).arg(field[1])).join("\n") : "";
    }
    // What was made is of the range that was taken, not of one that can't be.
    readonly property bool fewer: problems === "" && axis.remark !== ""

    spacing: 6

    SliderReach {
        id: reach
        parameters: root.parameters
        row: root.axis.row
    }

    Combo {
        width: root.width
        height: 28
        leftPadding: 10
        enabled: root.axis.choices.length > 1
        label: root.direction
        model: root.axis.choices
        currentIndex: root.axis.choice
        onActivated: index => root.axis.choice = index
    }

    LabelledRange {
        id: range
        problemShown: false
        refusal: root.axis.problem
        visible: root.axis.varied
        width: root.width
        label: root.direction
        hint: root.axis.label
        low: root.axis.low
        high: root.axis.high
        from: Math.max(reach.from, root.axis.minimum)
        to: Math.max(reach.to, root.axis.high)
        minimum: root.axis.minimum
        maximum: root.axis.maximum
        step: root.axis.step
        decimals: reach.decimals
        zerosCut: reach.decimals > 2
        unit: root.axis.unit
        onEdited: (low, high) => root.axis.setRange(low, high)
    }

    SweepNumber {
        id: count
        objectName: "valuesMade"
        visible: root.axis.varied
        width: root.width
        label: root.fewer ? qsTr("Values, %1 differ").arg(root.axis.made) : qsTr("Values")
        hint: root.fewer ? root.axis.remark : qsTr("How many values of it at most; over a wide range they lie closer at its low end")
        value: root.axis.count
        minimum: 2
        maximum: 10000
        onEdited: value => root.axis.count = value
    }
}
