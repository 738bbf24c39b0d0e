import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The run beside what queueing theory says of it: figures at the left, what theory leans on at the right.
Item {
    id: root

    required property Session session
    required property bool compact

    readonly property real split: Math.round(width * (compact ? 0.56 : 0.58))

    signal closed

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Theory")
    Accessible.description: theory.sentence

    TheoryModel {
        id: theory
        session: root.session
        active: root.visible
    }

    PanelHeading {
        id: heading
        width: parent.width
        text: qsTr("Theory")
        remark: theory.sentence
        remarkStrong: true

        Chip {
            objectName: "closeTheory"
            text: qsTr("Timeline")
            iconName: "chevronLeft"
            keyHint: "T"
            hint: qsTr("Back to the timeline, the latencies and the selection")
            onClicked: root.closed()
        }
    }

    TheoryList {
        objectName: "theoryFigures"
        y: heading.height
        width: root.split
        height: explanation.y - y
        theory: theory
        name: qsTr("Measured and theory")
    }

    CaptionText {
        id: explanation
        visible: theory.measured
        x: Theme.pageMargin
        y: parent.height - height - 8
        width: root.split - 2 * Theme.pageMargin
        text: qsTr("Dot: measured. Bar: its 95 % interval; by chance, one in twenty misses. Upright: theory.")
        elide: Text.ElideRight
    }

    Hairline {
        x: root.split
        y: heading.height
        vertical: true
        height: parent.height - y
    }

    TheoryList {
        objectName: "theoryRemarks"
        x: root.split
        y: heading.height
        width: parent.width - x
        height: parent.height - y
        theory: theory
        name: qsTr("What theory leans on")
        remarks: true
    }
}
