import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What stands on the line of an item that changed.
Item {
    id: root

    required property int item
    required property string fromTo
    required property string difference
    required property bool selected

    Rectangle {
        id: badge
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(32, number.implicitWidth + 12)
        height: 20
        radius: 4
        color: Theme.surface
        border.width: 1
        border.color: root.selected ? Theme.accent : Theme.border

        CaptionText {
            id: number
            anchors.centerIn: parent
            text: root.item
            color: Theme.text
            font.weight: Font.DemiBold
        }
    }

    BodyText {
        x: badge.width + 8
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - change.width - 8
        text: root.fromTo
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        id: change
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.difference
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
