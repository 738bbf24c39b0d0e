import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// One bookmark in the list: when it is, its note, and a cross that removes it.
T.ItemDelegate {
    id: root

    required property int index
    required property string atText
    required property string note

    signal chosen
    signal removed

    implicitHeight: 32
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: root.note === "" ? root.atText : qsTr("%1: %2").arg(root.atText).arg(root.note)
    Accessible.onPressAction: root.chosen()
    onClicked: root.chosen()
    Keys.onReturnPressed: root.chosen()
    Keys.onEnterPressed: root.chosen()
    Keys.onDeletePressed: root.removed()

    contentItem: BookmarkLineContent {
        atText: root.atText
        note: root.note
        onRemoved: root.removed()
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: root.hovered || root.down ? Theme.hover : "transparent"

        FocusRing {
            shown: root.visualFocus
            cornerRadius: Theme.fieldRadius
        }
    }
}
