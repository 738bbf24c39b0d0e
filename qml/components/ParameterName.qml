import QtQuick
import Sojourn.Theme

// The name of a parameter, and the arrow that brings the value before back.
Item {
    id: root

    required property string label
    required property bool changed
    required property string backTo
    property string hint

    signal reset

    readonly property alias needed: name.implicitWidth // nothing of the name is cut with it

    implicitHeight: Theme.fieldHeight

    BodyText {
        id: name
        y: (Theme.fieldHeight - height) / 2
        width: Math.min(implicitWidth, root.width - (arrow.visible ? arrow.width + 4 : 0))
        text: root.label
        font.weight: Font.Medium
        elide: Text.ElideRight

        HoverHandler {
            id: hover
        }

        Tooltip {
            visible: hover.hovered && (root.hint !== "" || name.truncated)
            text: root.hint === "" ? root.label : root.hint
        }
    }

    IconButton {
        id: arrow
        visible: root.changed
        x: name.width + 4
        small: true
        iconName: "undo"
        ink: Theme.textSecondary
        text: qsTr("%1: back to %2").arg(root.label).arg(root.backTo)
        hint: qsTr("Back to %1").arg(root.backTo)
        onClicked: root.reset()
    }
}
