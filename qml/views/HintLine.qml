import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One thing to try: the key or gesture, what it does, and more of it.
Item {
    id: root

    required property string key
    required property string title
    required property string text

    implicitHeight: words.implicitHeight + 8
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(root.key).arg(root.title)
    Accessible.description: root.text

    KeyCap {
        anchors.right: words.left
        anchors.rightMargin: 10
        text: root.key
    }

    Column {
        id: words
        x: 58
        width: parent.width - x
        spacing: 2

        BodyText {
            width: parent.width
            text: root.title
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }

        BodyText {
            width: parent.width
            text: root.text
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
    }
}
