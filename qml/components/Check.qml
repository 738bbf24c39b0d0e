import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A box to tick; `checked` and `toggled()` as CheckBox has them.
T.CheckBox {
    id: control

    implicitWidth: Math.ceil(leftPadding + implicitContentWidth + rightPadding)
    implicitHeight: 24
    leftPadding: 24
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.CheckBox
    Accessible.name: control.text
    Accessible.checkable: true
    Accessible.checked: control.checked
    Accessible.onPressAction: control.activate()
    Accessible.onToggleAction: control.activate()

    indicator: Rectangle {
        y: (control.height - height) / 2
        width: 16
        height: 16
        radius: Theme.fieldRadius
        color: control.checked ? Theme.accent : (control.hovered ? Theme.hover : Theme.surface)
        border.width: control.checked ? 0 : 1
        border.color: Theme.controlBorder

        Icon {
            visible: control.checked
            anchors.centerIn: parent
            size: 12
            name: "check"
            color: Theme.textOnAccent
        }

        FocusRing {
            shown: control.visualFocus
            cornerRadius: Theme.fieldRadius
        }
    }

    contentItem: BodyText {
        text: control.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Keys.onReturnPressed: control.activate()
    Keys.onEnterPressed: control.activate()

    function activate() {
        control.toggle();
        control.toggled();
    }
}
