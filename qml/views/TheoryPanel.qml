import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The run beside what queueing theory says of it: the verdict on top, the waits as pictures, at the right each figure
// and what theory leans on. Below the pictures there is room for the timeline.
Item {
    id: root

    required property Session session
    required property KeptRuns kept
    required property Viewport viewport
    required property real gutter
    required property bool compact
    required property real stripHeight // of the timeline below the pictures

    readonly property alias theory: model
    readonly property alias view: pictures
    readonly property real listWidth: Math.round(Math.max(284, Math.min(372, width * 0.32)))

    signal closed

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Theory")
    Accessible.description: model.sentence

    TheoryModel {
        id: model
        session: root.session
        kept: root.kept
        active: root.visible
    }

    Item {
        id: heading
        width: parent.width
        height: root.compact ? 48 : 64

        BodyText {
            id: verdict
            objectName: "theoryVerdict"
            x: Theme.pageMargin
            y: root.compact ? 4 : lineCount > 1 ? 5 : 10
            width: close.x - x - 16
            text: Theme.unbroken(model.sentence)
            font.weight: Font.DemiBold
            font.pixelSize: root.compact || natural.advanceWidth > width ? Theme.bodySize : 16
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }

        CaptionText {
            id: detail
            visible: text !== "" && !root.compact
            x: Theme.pageMargin
            anchors.top: verdict.bottom
            anchors.topMargin: 2
            width: verdict.width
            text: model.detail
            elide: Text.ElideRight
        }

        TextMetrics {
            id: natural
            font.family: Theme.fontFamily
            font.pixelSize: 16
            font.weight: Font.DemiBold
            text: Theme.unbroken(model.sentence)
        }

        Chip {
            id: close
            objectName: "closeTheory"
            anchors.right: parent.right
            anchors.rightMargin: Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Timeline")
            iconName: "chevronLeft"
            keyHint: "T"
            hint: qsTr("Back to the stage, the latencies and the selection")
            onClicked: root.closed()
        }
    }

    Hairline {
        y: heading.height
        width: parent.width
    }

    TheoryView {
        id: pictures
        objectName: "theoryPictures"
        y: heading.height + 1
        width: parent.width - root.listWidth
        height: parent.height - y - root.stripHeight
        document: root.session.document
        viewport: root.viewport
        theory: model
        gutter: root.gutter
        rightMargin: Theme.pageMargin
        dark: Theme.dark
        fontFamily: Theme.fontFamily
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Waiting time in the queue, measured and in theory")
        Accessible.description: pictures.accessibleSummary
    }

    PatientHint {
        wanted: pictures.empty
        anchors.fill: pictures
        anchors.margins: Theme.pageMargin
        title: pictures.emptyTitle
        text: pictures.emptyText
        kind: EmptyGlyph.Dots
    }

    Hairline {
        x: root.width - root.listWidth
        y: heading.height
        vertical: true
        height: parent.height - y
    }

    TheoryList {
        objectName: "theoryFigures"
        x: root.width - root.listWidth + 1
        y: heading.height + 8
        width: root.listWidth - 1
        height: explanation.y - y - 4
        theory: model
        session: root.session
        compact: root.compact
        name: qsTr("Measured and theory")
    }

    CaptionText {
        id: explanation
        visible: model.measured
        x: root.width - root.listWidth + Theme.pageMargin
        y: parent.height - (visible ? height + 8 : 0)
        width: root.listWidth - 2 * Theme.pageMargin
        text: qsTr("Dot: measured. Bar: its 95 % interval. Upright: theory.") + (model.hasDifferences ? qsTr(" Below a name: the difference to A.") : "")
        wrapMode: Text.WordWrap
    }
}
