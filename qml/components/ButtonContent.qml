import QtQuick
import Sojourn.Components

// Icon and text of a button, centred.
Item {
    id: root

    required property string text // empty: icon only
    required property string iconName
    required property bool iconAtRight
    required property color ink
    required property int weight

    readonly property real iconRoom: iconName === "" ? 0 : 16 + (text === "" ? 0 : 8)

    implicitWidth: iconRoom + label.implicitWidth
    implicitHeight: 16

    readonly property real leftEdge: (width - iconRoom - label.width) / 2

    Icon {
        visible: root.iconName !== ""
        x: root.iconAtRight ? root.width - root.leftEdge - width : root.leftEdge
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        color: root.ink
    }

    BodyText {
        id: label
        x: root.leftEdge + (root.iconAtRight ? 0 : root.iconRoom)
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - root.iconRoom)
        text: root.text
        color: root.ink
        font.weight: root.weight
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
