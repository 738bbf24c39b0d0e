import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A switch; `checked` and `toggled()` as Switch has them.
T.Switch {
    id: control

    implicitWidth: Math.ceil(leftPadding + implicitContentWidth + rightPadding)
    implicitHeight: 24
    leftPadding: text === "" ? 36 : 44
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
        width: 36
        height: 20
        radius: 10
        color: control.checked ? Theme.accent : (control.hovered ? Theme.hover : Theme.surface)
        border.width: control.checked ? 0 : 1
        border.color: Theme.controlBorder

        Rectangle {
            x: control.checked ? parent.width - width - 4 : 4
            y: 4
            width: 12
            height: 12
            radius: 6
            color: control.checked ? Theme.textOnAccent : Theme.textSecondary

            Behavior on x {
                NumberAnimation {
                    duration: Theme.hoverDuration
                }
            }
        }

        FocusRing {
            shown: control.visualFocus
            cornerRadius: 10
        }
    }

    Tooltip {
        visible: control.hovered && control.width < control.implicitWidth // the text is cut off
        text: control.text
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
