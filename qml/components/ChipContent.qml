import QtQuick
import Sojourn.Theme

// What stands in a chip.
Row {
    id: root

    required property string text
    required property real mostTextWidth
    required property string iconName
    required property string keyHint
    required property int swatch // -1: none
    required property bool closable
    required property color ink

    signal closed

    spacing: 6

    Icon {
        visible: root.iconName !== ""
        anchors.verticalCenter: parent.verticalCenter
        size: 14
        name: root.iconName
        color: root.ink
    }

    StateSwatch {
        visible: root.swatch >= 0
        anchors.verticalCenter: parent.verticalCenter
        width: 12
        height: 10
        look: Math.max(0, root.swatch)
    }

    BodyText {
        visible: text !== ""
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.mostTextWidth)
        text: root.text
        elide: Text.ElideRight
        font.pixelSize: Theme.captionSize
        lineHeight: Theme.captionLineHeight
        font.weight: Font.Medium
        color: root.ink
        Accessible.ignored: true
    }

    KeyCap {
        anchors.verticalCenter: parent.verticalCenter
        text: root.keyHint
    }

    Icon {
        visible: root.closable
        anchors.verticalCenter: parent.verticalCenter
        size: 12
        name: "close"
        color: crossArea.containsMouse ? Theme.accent : root.ink

        MouseArea {
            id: crossArea
            anchors.fill: parent
            anchors.margins: -6
            hoverEnabled: true
            onClicked: root.closed()
        }
    }
}
