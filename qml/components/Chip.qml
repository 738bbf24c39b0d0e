import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A small button with round ends: plain, checkable (a tick stands for checked), with the key that does the
// same, or closable. `toggled()` and `checked` as with every checkable control; `closed()` is the cross.
T.Button {
    id: control

    property string iconName
    property string keyHint
    property int swatch: -1 // a StatePattern look before the text; -1: none
    property bool closable: false
    property string hint
    property real mostTextWidth: Infinity // longer text is elided

    signal closed

    implicitWidth: Math.ceil(implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.chipHeight
    leftPadding: 10
    rightPadding: closable ? 6 : (keyHint === "" ? 10 : 4)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: control.text
    Accessible.description: control.hint
    Accessible.checkable: control.checkable
    Accessible.checked: control.checked
    Accessible.onPressAction: control.activate()
    Accessible.onToggleAction: control.activate()

    contentItem: ChipContent {
        text: control.text
        mostTextWidth: control.mostTextWidth
        iconName: control.checkable && control.checked ? "check" : control.iconName
        keyHint: control.keyHint
        swatch: control.swatch
        closable: control.closable
        ink: control.checked && !Theme.dark ? Theme.accentHover : Theme.text
        onClosed: control.closed()
    }

    background: Rectangle {
        radius: Theme.chipRadius
        color: control.checked ? Theme.accentSoft : (control.hovered || control.down ? Theme.hover : Theme.surface)
        border.width: 1
        border.color: control.checked ? Theme.accent : Theme.controlBorder

        FocusRing {
            shown: control.visualFocus
            cornerRadius: Theme.chipRadius
        }
    }

    Keys.onReturnPressed: control.activate()
    Keys.onEnterPressed: control.activate()
    Keys.onDeletePressed: event => {
        event.accepted = control.closable;
        if (control.closable)
            control.closed();
    }

    function activate() {
        if (control.checkable) {
            control.toggle();
            control.toggled();
        }
        control.clicked();
    }

    Tooltip {
        visible: control.hovered && !control.down && control.hint !== ""
        text: control.hint
    }
}
