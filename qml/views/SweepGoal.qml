import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// A goal: a metric, whether it is to stay under or over a bound, and the bound.
Column {
    id: root

    required property SweepGoalSetup goal
    required property string label

    readonly property string problem: goal.given ? bound.problem : ""

    // By hand, from the open list: the keys are to go along the map again, and not through the choices.
    signal chosen

    spacing: 6

    Combo {
        id: metric
        width: root.width
        height: 28
        leftPadding: 10
        label: root.label
        model: root.goal.choices
        currentIndex: root.goal.choice
        onActivated: index => {
            root.goal.choice = index;
            if (!metric.visualFocus)
                root.chosen();
        }
    }

    Item {
        visible: root.goal.given
        width: root.width
        height: visible ? bound.height : 0

        Segmented {
            id: side
            height: Theme.fieldHeight
            options: [qsTr("under"), qsTr("over")]
            currentIndex: root.goal.over ? 1 : 0
            label: qsTr("Side of the bound")
            onChosen: index => root.goal.over = index === 1
        }

        SweepNumber {
            id: bound
            x: side.width + 8
            width: parent.width - x
            label: ""
            value: root.goal.bound
            minimum: 0
            step: 0
            decimals: 6
            zerosCut: true
            unit: root.goal.unit
            onEdited: value => root.goal.bound = value
        }
    }
}
