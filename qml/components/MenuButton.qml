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

    onClicked: {
        if (popup.visible)
            popup.close();
        else
            popup.open();
    }
    Keys.onDownPressed: control.clicked()

    PopupMenu {
        id: popup
        x: control.width - width
        y: control.height + 4
        closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    }
}
