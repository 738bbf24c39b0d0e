import QtQuick
import Sojourn.Theme

// A key as it is printed: "F", "Ctrl+N".
Rectangle {
    id: root

    required property string text

    implicitWidth: Math.max(16, label.implicitWidth + 10)
    implicitHeight: 18
    radius: Theme.fieldRadius
    color: "transparent"
    border.width: 1
    border.color: Theme.border
    visible: text !== ""

    CaptionText {
        id: label
        anchors.centerIn: parent
        text: root.text
        Accessible.name: qsTr("key %1").arg(root.text)
    }
}
