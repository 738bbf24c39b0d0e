import QtQuick
import Sojourn.Components
import Sojourn.Theme

// When a bookmark is, its note, and a cross that removes it.
Item {
    id: root

    required property string atText
    required property string note

    signal removed

    BodyText {
        id: when
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        text: root.atText
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    BodyText {
        x: when.x + Math.max(72, when.width + 12)
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - 32
        text: root.note === "" ? qsTr("no note") : root.note
        color: root.note === "" ? Theme.textSecondary : Theme.text
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        small: true
        iconName: "close"
        text: qsTr("Remove the bookmark")
        onClicked: root.removed()
    }
}
