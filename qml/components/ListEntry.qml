import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A line of an open list: text, a tick for the current one, the key that does the same.
T.ItemDelegate {
    id: entry

    property bool current: false
    property string keyHint

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: 28
    leftPadding: 8
    rightPadding: 8
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.ListItem
    Accessible.name: entry.text
    Accessible.onPressAction: entry.clicked()

    contentItem: EntryContent {
        text: entry.text
        ticked: entry.current
        keyHint: entry.keyHint
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: entry.current ? Theme.accentSoft : Theme.hover
        visible: entry.current || entry.highlighted || entry.down
    }
}
