import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// A category with the number of its scenarios.
T.ItemDelegate {
    id: entry

    required property string title
    required property int count
    required property int category
    required property bool current
    required property bool focused // the keyboard is at it

    implicitHeight: 32
    leftPadding: 8
    rightPadding: 8
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(entry.title).arg(entry.count)
    Accessible.onPressAction: entry.clicked()

    contentItem: Item {
        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: entry.title
            font.weight: entry.current ? Font.DemiBold : Font.Normal
            Accessible.ignored: true
        }

        BodyText {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: entry.count
            color: Theme.textSecondary
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: entry.current ? Theme.accentSoft : (entry.hovered ? Theme.hover : "transparent")
        border.width: entry.focused ? Theme.focusRingWidth : 0
        border.color: Theme.accent
    }
}
