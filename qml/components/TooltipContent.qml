import QtQuick
import Sojourn.Theme

// What stands in a tooltip.
Row {
    id: root

    required property string text
    required property string keyHint

    spacing: 8

    BodyText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, 280 - (key.visible ? key.width + 8 : 0))
        text: Theme.unbroken(root.text)
        wrapMode: Text.WordWrap
    }

    KeyCap {
        id: key
        anchors.verticalCenter: parent.verticalCenter
        text: root.keyHint
    }
}
