import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// The answer in a sentence, and how far the sweep is.
Item {
    id: root

    required property SweepModel sweep
    required property bool compact

    readonly property bool cancellable: sweep.running

    signal closed

    implicitHeight: 72
    Accessible.role: Accessible.Heading
    Accessible.name: root.sweep.heading
    Accessible.description: root.sweep.detail

    TitleText {
        id: title
        objectName: "sweepHeading"
        x: Theme.pageMargin
        y: 12
        width: state.x - x - 16
        text: root.sweep.heading
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.bodySize
        elide: Text.ElideRight
        Accessible.ignored: true

        HoverHandler {
            id: hover
        }

        Tooltip {
            visible: hover.hovered && title.truncated
            text: root.sweep.heading
        }
    }

    CaptionText {
        objectName: "sweepDetail"
        x: Theme.pageMargin
        y: 40
        width: title.width
        text: root.sweep.detail
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }

    Item {
        id: state
        visible: root.sweep.doneText !== ""
        x: button.x - width - 16
        width: root.compact ? 112 : 232
        // What was stopped has no time left, and its words are longer.
        readonly property bool stopped: root.sweep.stopped
        height: parent.height

        CaptionText {
            id: done
            y: state.stopped ? (parent.height - height) / 2 : root.compact ? 12 : 20
            width: state.stopped ? parent.width : implicitWidth
            horizontalAlignment: state.stopped ? Text.AlignRight : Text.AlignLeft
            wrapMode: state.stopped ? Text.WordWrap : Text.NoWrap
            text: root.sweep.doneText
            color: Theme.text
            font.weight: Font.DemiBold
        }

        CaptionText {
            objectName: "sweepLeft"
            visible: text !== ""
            x: root.compact ? 0 : done.width + 8
            y: root.compact ? 46 : 20
            width: parent.width - x
            text: root.sweep.leftText
            elide: Text.ElideRight
        }

        Rectangle {
            visible: !state.stopped
            y: root.compact ? 34 : 41
            width: parent.width
            height: 4
            radius: 2
            color: Theme.hairline
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("Progress of the sweep")
            Accessible.description: root.sweep.doneText

            Rectangle {
                width: parent.width * root.sweep.progress
                height: parent.height
                radius: 2
                color: Theme.accent
            }
        }
    }

    OutlineButton {
        id: button
        objectName: "sweepCancel"
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        text: root.cancellable ? qsTr("Cancel") : qsTr("Back")
        iconName: root.cancellable ? "close" : "chevronLeft"
        hint: root.cancellable ? qsTr("The cells that are done stay") : qsTr("To the run; the sweep stays as it is")
        keyHint: "Esc"
        onClicked: {
            if (root.cancellable)
                root.sweep.cancel();
            else
                root.closed();
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
