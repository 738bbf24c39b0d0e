import QtQuick

// What stands in a line of a list or of a menu: an icon, the text, and at the right a tick or a key.
Item {
    id: root

    required property string text
    property string iconName
    property bool iconRoom: false // whether the text leaves room for an icon even without one
    property bool ticked: false
    property string keyHint

    readonly property real rightRoom: ticked ? 24 : (keyHint === "" ? 0 : key.width + 16)

    implicitWidth: words.x + Math.ceil(words.implicitWidth) + rightRoom
    implicitHeight: 16

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
    }

    BodyText {
        id: words
        x: root.iconRoom ? 24 : 0
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - x - root.rightRoom)
        text: root.text
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Icon {
        visible: root.ticked
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        name: "check"
    }

    KeyCap {
        id: key
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.keyHint
    }
}
