import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// While a recording is being read: how far, how long still, and the way to end it. What was shown before stays and lives.
RaisedCard {
    id: root

    required property RecordingReader reader

    readonly property int percent: Math.floor(100 * reader.share)

    visible: reader.busy
    implicitWidth: 420
    implicitHeight: 56
    padding: 0
    Accessible.role: Accessible.ProgressBar
    Accessible.name: words.text

    BodyText {
        id: words
        x: Theme.pageMargin
        y: 10
        width: stop.x - x - 12
        text: qsTr("Reading %1").arg(root.reader.file)
        elide: Text.ElideMiddle
    }

    CaptionText {
        x: Theme.pageMargin
        y: 30
        text: (root.percent >= 0 ? qsTr("%1 %").arg(root.percent) : qsTr("%1 so far, of unknown length").arg(root.reader.amount)) + (root.reader.remaining !== "" ? " · " + root.reader.remaining : "")
    }

    OutlineButton {
        id: stop
        objectName: "cancelReading"
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Cancel")
        keyHint: "Esc"
        onClicked: root.reader.cancel()
    }

    Rectangle {
        anchors.bottom: parent.bottom
        height: 3
        radius: 1.5
        width: parent.width * Math.max(0, root.reader.share)
        color: Theme.accent
    }
}
