import QtQuick
import Sojourn.Theme

// The name of a parameter, and the arrow that brings the value before back.
Item {
    id: root

    required property string label
    required property bool changed
    required property string backTo
    property string hint
    property bool held: false // by a hand that changes the value: the name stays as it is set

    signal reset

    readonly property real needed: Math.ceil(metrics.advanceWidth) + arrowRoom // the name stands on one line with it
    // The icon has room of its own around it, and so has what stands at the right. The room is kept for it also while
    // nothing has changed: the name would be set smaller as the first change makes the arrow appear.
    readonly property real arrowRoom: arrow.width - 8
    readonly property real room: Math.max(0, width - arrowRoom)
    property bool tight: false

    implicitHeight: Theme.fieldHeight

    Binding {
        target: root
        property: "tight"
        value: root.needed > root.width
        when: !root.held
        restoreMode: Binding.RestoreNone
    }

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
        width: root.tight ? root.room : Math.min(root.needed - root.arrowRoom, root.room)
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
