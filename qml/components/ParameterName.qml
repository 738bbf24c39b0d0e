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

    readonly property real needed: Math.ceil(metrics.advanceWidth) // the name stands on one line with it
    // The icon has room of its own around it, and so has what stands at the right.
    readonly property real room: width - (arrow.visible ? arrow.width - 8 : 0)
    readonly property bool tight: needed > room

    implicitHeight: Theme.fieldHeight

    TextMetrics {
        id: metrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        font.weight: Font.Medium
        text: root.label
    }

    // A name that is too long for one line is set smaller, in two.
    BodyText {
        id: name
        y: (Theme.fieldHeight - height) / 2
        width: root.tight ? Math.max(0, root.room) : root.needed
        text: root.label
        font.pixelSize: root.tight ? Theme.captionSize : Theme.bodySize
        font.weight: Font.Medium
        lineHeight: root.tight ? Theme.captionLineHeight : Theme.bodyLineHeight
        wrapMode: root.tight ? Text.WordWrap : Text.NoWrap
        maximumLineCount: root.tight ? 2 : 1
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
        x: (root.tight ? Math.ceil(name.contentWidth) : name.width) - 2
        small: true
        iconName: "undo"
        ink: Theme.textSecondary
        text: qsTr("%1: back to %2").arg(root.label).arg(root.backTo)
        hint: qsTr("Back to %1").arg(root.backTo)
        onClicked: root.reset()
    }
}
