import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

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

    contentItem: ChangedItemContent {
        item: line.item
        fromTo: line.fromTo
        difference: line.difference
        selected: line.selected
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
