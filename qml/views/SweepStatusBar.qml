import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// The line at the bottom of the sweep page: the sweep in numbers, or what an export came to.
Rectangle {
    id: root

    required property SweepModel sweep
    required property Session session

    implicitHeight: Theme.statusBarHeight
    color: Theme.panel
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("The sweep in numbers")

    Hairline {
        width: parent.width
    }

    Row {
        x: Theme.pageMargin
        height: parent.height

        StatusCell {
            first: true
            value: root.sweep.report
            words: ""
            visible: value !== ""
        }

        StatusCell {
            first: root.sweep.report === ""
            value: root.sweep.doneText
            words: root.sweep.leftText
            meaning: qsTr("Settings whose runs are all done")
        }

        StatusCell {
            value: root.sweep.sizeText
            words: ""
            meaning: qsTr("What the whole sweep is made of")
        }

        StatusCell {
            value: root.sweep.cheapestWords
            words: root.sweep.cheapestWords === "" ? "" : root.sweep.state === SweepModel.Done ? qsTr("cheapest") : qsTr("cheapest so far")
            meaning: qsTr("The least across, then the least up, of the settings that meet the goals")
        }

        StatusCell {
            value: root.sweep.meetingCount > 0 ? root.sweep.meetingCount.toString() : ""
            words: qsTr("meeting the goals")
        }
    }

    CaptionText {
        objectName: "sweepSeed"
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin + 24
        anchors.verticalCenter: parent.verticalCenter
        text: root.sweep.seeds > 1 ? qsTr("seed %1 and %2 made from it").arg(root.session.seed).arg(root.sweep.seeds - 1) : qsTr("seed %1").arg(root.session.seed)
    }
}
