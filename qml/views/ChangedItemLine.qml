import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// One item: its number, its sojourn in both runs, and what it gained or lost.
T.ItemDelegate {
    id: line

    required property int item
    required property string fromTo
    required property string difference
    required property bool selected

    implicitHeight: 24
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Item %1: %2").arg(line.item).arg(line.fromTo)
    Accessible.description: line.difference
    Accessible.onPressAction: line.clicked()
    Keys.onReturnPressed: line.clicked()

    contentItem: Item {
        Rectangle {
            id: badge
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(32, number.implicitWidth + 12)
            height: 20
            radius: 4
            color: Theme.surface
            border.width: 1
            border.color: line.selected ? Theme.accent : Theme.border

            CaptionText {
                id: number
                anchors.centerIn: parent
                text: line.item
                color: Theme.text
                font.weight: Font.DemiBold
            }
        }

        BodyText {
            x: badge.width + 8
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - change.width - 8
            text: line.fromTo
            color: Theme.textSecondary
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        BodyText {
            id: change
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: line.difference
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: line.selected ? Theme.accentSoft : Theme.hover
        visible: line.selected || line.hovered || line.down

        FocusRing {
            shown: line.visualFocus
        }
    }
}
