pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels

// At the right of the sweep page: what the colours mean, which settings meet the goals, and what holds the cheapest there.
Flickable {
    id: root

    required property SweepModel sweep
    required property KeptRuns kept

    readonly property real inner: width - 2 * Theme.pageMargin

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.pageMargin
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("What the sweep says")

    T.ScrollBar.vertical: ThinScrollBar {
    }

    Column {
        id: column
        x: Theme.pageMargin
        y: 8
        width: root.inner
        spacing: 12

        SectionHeading {
            width: parent.width
            text: qsTr("Colour")
            remark: root.sweep.metricWords
            remarkAtRight: true
        }

        SweepLegendView {
            id: legend
            objectName: "sweepLegend"
            width: parent.width
            height: neededHeight
            sweep: root.sweep
            dark: Theme.dark
            fontFamily: Theme.fontFamily
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("What the colours mean")
        }

        CaptionText {
            objectName: "sweepFixed"
            visible: root.sweep.fixedText !== ""
            width: parent.width
            text: Theme.unbroken(qsTr("In every cell: %1").arg(root.sweep.fixedText))
            wrapMode: Text.WordWrap
        }

        Hairline {
            visible: root.sweep.goal.given
            x: -Theme.pageMargin
            width: root.width
        }

        SectionHeading {
            visible: root.sweep.goal.given
            width: parent.width
            text: root.sweep.otherGoal.given ? qsTr("Settings that meet both goals") : qsTr("Settings that meet the goal")
        }

        CaptionText {
            visible: root.sweep.goal.given && root.sweep.meetingCount === 0
            width: parent.width
            text: root.sweep.running ? qsTr("None so far.") : qsTr("None of the cells.")
        }

        SweepTable {
            objectName: "sweepMeeting"
            visible: root.sweep.meetingCount > 0
            width: parent.width
            height: Math.min(implicitHeight, 24 * 7)
            rows: root.sweep.meeting
            name: qsTr("Settings that meet the goals")
            onChosen: cell => root.sweep.openCell(cell)
        }

        CaptionText {
            visible: root.sweep.chosen >= 0
            width: parent.width
            text: root.sweep.chosen === root.sweep.cheapest ? qsTr("The cheapest: %1").arg(root.sweep.settingText(root.sweep.chosen)) : root.sweep.settingText(root.sweep.chosen)
            wrapMode: Text.WordWrap
        }

        Flow {
            visible: root.sweep.chosen >= 0
            width: parent.width
            spacing: 8

            PrimaryButton {
                objectName: "sweepOpen"
                text: qsTr("Open this run")
                hint: qsTr("As the present run, on the virtual clock")
                onClicked: root.sweep.openCell(root.sweep.chosen)
            }

            OutlineButton {
                objectName: "sweepKeep"
                text: qsTr("Keep to compare")
                keyHint: "K"
                hint: qsTr("As run A, beside which the present run is shown")
                onClicked: root.sweep.keepCell(root.sweep.chosen, root.kept)
            }
        }

        Hairline {
            visible: holds.visible
            x: -Theme.pageMargin
            width: root.width
        }

        SectionHeading {
            id: holds
            visible: root.sweep.holds.length > 0
            width: parent.width
            text: qsTr("What holds it there")
        }

        Repeater {
            model: root.sweep.holds

            BodyText {
                required property string modelData

                width: root.inner
                text: Theme.unbroken(modelData)
                wrapMode: Text.WordWrap
            }
        }
    }
}
