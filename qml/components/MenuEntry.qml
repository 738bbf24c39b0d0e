import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A command in a PopupMenu; `triggered()` as MenuItem has it.
T.MenuItem {
    id: entry

    property string iconName
    property string keyHint

    implicitWidth: Math.max(180, Math.ceil(implicitContentWidth + leftPadding + rightPadding))
    implicitHeight: visible ? 28 : 0
    leftPadding: 8
    rightPadding: 8
    spacing: 8
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.MenuItem
    Accessible.name: entry.text
    Accessible.checkable: entry.checkable
    Accessible.checked: entry.checked
    Accessible.onPressAction: entry.triggered()

    contentItem: EntryContent {
        text: entry.text
        iconName: entry.checkable ? (entry.checked ? "check" : "") : entry.iconName
        iconRoom: true
        keyHint: entry.keyHint
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: Theme.accentSoft
        visible: entry.highlighted || entry.down
    }
}
