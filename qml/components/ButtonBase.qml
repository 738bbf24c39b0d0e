import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// What the buttons have in common: icon, text, tooltip, focus ring, Enter beside Space. Use PrimaryButton,
// OutlineButton, QuietButton or IconButton.
T.Button {
    id: control

    property string iconName
    property bool iconAtRight: false
    property string hint    // tooltip; empty: none
    property string keyHint // the key that does the same, shown in the tooltip
    property color ink: Theme.text
    property color fill: "transparent"
    property color hoverFill: Theme.hover
    property color edge: "transparent"
    property int weight: Font.Medium
    property alias hintAbove: tip.above

    implicitWidth: Math.ceil(implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Theme.controlHeight
    leftPadding: 12
    rightPadding: 12
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Button
    Accessible.name: control.text
    Accessible.description: control.hint === control.text ? "" : control.hint
    Accessible.onPressAction: control.clicked()

    contentItem: ButtonContent {
        text: control.display === T.AbstractButton.IconOnly ? "" : control.text
        iconName: control.iconName
        iconAtRight: control.iconAtRight
        ink: control.ink
        weight: control.weight
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: control.hovered || control.down ? control.hoverFill : control.fill
        border.width: control.edge.a > 0 ? 1 : 0
        border.color: control.edge

        Behavior on color {
            ColorAnimation {
                duration: Theme.hoverDuration
            }
        }

        FocusRing {
            shown: control.visualFocus
        }
    }

    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    Tooltip {
        id: tip
        visible: control.hovered && !control.down && control.hint !== ""
        text: control.hint
        keyHint: control.keyHint
    }
}
