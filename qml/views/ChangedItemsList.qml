pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// The items that changed most in one direction; a click selects one of them.
Column {
    id: root

    required property string text
    required property ChangedItems items
    required property RunDocument document

    visible: items.count > 0
    spacing: 4

    SectionHeading {
        width: parent.width
        text: root.text
    }

    Repeater {
        model: root.items

        ChangedItemLine {
            width: root.width
            selected: root.document.selectedItem === item
            onClicked: {
                root.document.selectedTask = -1;
                root.document.selectedQueue = -1;
                root.document.selectedItem = item;
            }
        }
    }
}
