pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A quiet button that opens a menu; the entries are its children. Without `text` shown it is as square as an
// IconButton: set `iconOnly`.
ButtonBase {
    id: control

    property bool iconOnly: false
    default property alias entries: popup.contentData
    readonly property alias menu: popup

    display: iconOnly ? T.AbstractButton.IconOnly : T.AbstractButton.TextBesideIcon
    hint: iconOnly && !popup.visible ? control.text : ""
    fill: popup.visible ? Theme.hover : "transparent"
    implicitWidth: iconOnly ? 32 : Math.ceil(implicitContentWidth + leftPadding + rightPadding)
    leftPadding: iconOnly ? 0 : 12
    rightPadding: leftPadding
    Accessible.role: Accessible.ButtonMenu

    onClicked: popup.popup(control, control.width - popup.width, control.height + 4)
    Keys.onDownPressed: control.clicked()

    PopupMenu {
        id: popup
    }
}
