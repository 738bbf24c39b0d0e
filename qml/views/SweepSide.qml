import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// The panel at the left of the sweep page: what is varied, what is looked at, what is required, and what a cell is.
Rectangle {
    id: root

    required property SweepModel sweep
    required property Session session

    readonly property real inner: width - 2 * Theme.pageMargin - 1

    // What was typed and can't be, the topmost first, each with the name of its field where something else is wrong as well.
    readonly property string typed: {
        const wrong = [[goal.label, goal.problem], [otherGoal.label, otherGoal.problem], [seeds.label, seeds.problem], [items.label, items.problem], [warmUp.label, warmUp.problem], [until.label, until.problem]].filter(field => field[1] !== "");
        const others = [across.problems, up.problems].filter(lines => lines !== "");
        if (wrong.length === 1 && others.length === 0 && root.sweep.problem === "")
            return wrong[0][1];
        return others.concat(wrong.map(field => qsTr("%1: %2").arg(field[0]).arg(field[1]))).join("\n");
    }

    signal chosen

    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("What is swept")

    Flickable {
        width: root.width
        height: root.height - (problem.text !== "" ? problems.height + 2 * problems.x : 0)
        contentWidth: width
        contentHeight: column.implicitHeight + 2 * Theme.pageMargin
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.vertical: ThinScrollBar {
        }

        Column {
            id: column
            x: Theme.pageMargin
            y: Theme.pageMargin - 4
            width: root.inner
            spacing: 11

            SectionHeading {
                width: parent.width
                text: qsTr("Sweep")
                remark: qsTr("across, and up")
                remarkAtRight: true
            }

            SweepAxis {
                id: across
                objectName: "sweepAcross"
                width: parent.width
                axis: root.sweep.across
                parameters: root.session.parameters
                direction: qsTr("Across")
            }

            SweepAxis {
                id: up
                objectName: "sweepUp"
                width: parent.width
                axis: root.sweep.up
                parameters: root.session.parameters
                direction: qsTr("Up")
            }

            Hairline {
                x: -Theme.pageMargin
                width: root.width
            }

            SectionHeading {
                width: parent.width
                text: qsTr("Colour")
            }

            Combo {
                id: colour
                objectName: "sweepMetric"
                width: parent.width
                height: 28
                leftPadding: 10
                label: qsTr("Metric that is shown")
                model: root.sweep.metrics
                currentIndex: root.sweep.metric
                onActivated: index => {
                    root.sweep.metric = index;
                    if (!colour.visualFocus)
                        root.chosen();
                }
            }

            Hairline {
                x: -Theme.pageMargin
                width: root.width
            }

            SectionHeading {
                width: parent.width
                text: qsTr("Goals")
            }

            SweepGoal {
                id: goal
                objectName: "sweepGoal"
                width: parent.width
                goal: root.sweep.goal
                label: qsTr("First goal")
                onChosen: root.chosen()
            }

            SweepGoal {
                id: otherGoal
                objectName: "sweepOtherGoal"
                visible: root.sweep.goal.given || root.sweep.otherGoal.given
                width: parent.width
                goal: root.sweep.otherGoal
                label: qsTr("Second goal")
                onChosen: root.chosen()
            }

            CaptionText {
                width: parent.width
                text: root.sweep.goal.given ? qsTr("Cheapest: the least across, then the least up. A goal counts as met when the whole 95 % interval meets it; of one run, its value.") : qsTr("With a goal, the cheapest setting that meets it is named.")
                wrapMode: Text.WordWrap
            }

            Hairline {
                x: -Theme.pageMargin
                width: root.width
            }

            SectionHeading {
                width: parent.width
                text: qsTr("Each cell")
            }

            SweepNumber {
                id: seeds
                objectName: "sweepSeeds"
                width: parent.width
                label: qsTr("Seeds")
                hint: qsTr("Runs of each setting, each with its own seed")
                value: root.sweep.seeds
                maximum: 10000
                onEdited: value => root.sweep.seeds = value
            }

            SweepNumber {
                id: items
                objectName: "sweepItems"
                visible: root.sweep.items >= 0
                width: parent.width
                label: qsTr("%1 a seed").arg(root.sweep.itemsLabel)
                value: Math.max(0, root.sweep.items)
                minimum: 0
                onEdited: value => root.sweep.items = value
            }

            SweepNumber {
                id: warmUp
                objectName: "sweepWarmUp"
                width: parent.width
                label: qsTr("Warm-up")
                hint: qsTr("Items made before the statistics of a run begin; “auto”: found by MSER-5 in each run")
                value: root.sweep.warmUp
                minimum: 0
                specialValue: -1
                specialText: qsTr("auto")
                onEdited: value => root.sweep.warmUp = value
            }

            SweepNumber {
                id: until
                objectName: "sweepUntil"
                width: parent.width
                label: qsTr("Ends after")
                hint: qsTr("In seconds of the run; without a value a run ends as its scenario says")
                value: root.sweep.until
                minimum: 0
                step: 0
                decimals: 3
                zerosCut: true
                unit: "s"
                specialText: qsTr("by itself")
                onEdited: value => root.sweep.until = value
            }

            CaptionText {
                width: parent.width
                text: qsTr("The same seeds everywhere, so neighbours differ by the setting, not by luck.")
                wrapMode: Text.WordWrap
            }
        }
    }

    // Below the fields, so that none moves under the hand that edits it. Of many there is a part, to be scrolled.
    Flickable {
        id: problems
        x: Theme.pageMargin
        y: root.height - height - x
        width: root.inner
        height: Math.min(contentHeight, root.height * 0.4)
        contentWidth: width
        contentHeight: problem.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.vertical: ThinScrollBar {
        }

        // Then why what was taken over can't be swept.
        ProblemLine {
            id: problem
            objectName: "sweepProblem"
            width: root.inner
            text: root.typed !== "" && root.sweep.problem !== "" ? root.typed + "\n" + root.sweep.problem : root.typed + root.sweep.problem
        }
    }

    Hairline {
        vertical: true
        anchors.right: parent.right
        height: parent.height
    }
}
