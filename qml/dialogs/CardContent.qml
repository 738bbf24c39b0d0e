import QtQuick
import Sojourn.Components

// What stands in a card: a title, a way to close it, and its owner's lines.
Column {
    id: root

    required property string title
    default property alias lines: body.data

    signal closed

    spacing: 16
    Accessible.role: Accessible.Dialog
    Accessible.name: root.title

    Item {
        width: root.width
        height: 32

        TitleText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.title
        }

        IconButton {
            anchors.right: parent.right
            iconName: "close"
            text: qsTr("Close")
            keyHint: "Esc"
            focus: true
            onClicked: root.closed()
        }
    }

    Column {
        id: body
        width: root.width
        spacing: 12
    }
}
