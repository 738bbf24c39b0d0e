import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// What a sweep varies in one direction: the parameter, its range, and how many values of it.
Column {
    id: root

    required property SweepAxisSetup axis
    required property ParameterModel parameters
    required property string direction

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
        label: root.direction
        model: root.axis.choices
        currentIndex: root.axis.choice
        onActivated: index => root.axis.choice = index
    }

    LabelledRange {
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
        visible: root.axis.varied
        width: root.width
        label: qsTr("Values")
        hint: qsTr("How many values of it at most; over a wide range they lie closer at its low end")
        value: root.axis.count
        minimum: 2
        maximum: 10000
        onEdited: value => root.axis.count = value
    }

    CaptionText {
        objectName: "valuesMade"
        visible: root.axis.varied && text !== ""
        width: root.width
        text: root.axis.remark
        wrapMode: Text.WordWrap
    }
}
