pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// The items that changed most in one direction; a click selects one of them.
Column {
    id: root

    required property bool longer
    required property ChangedItems items
    required property RunDocument document

    signal chosen(real fromSeconds, real toSeconds) // when it was under way in either run

    visible: items.count > 0
    spacing: 4

    SectionHeading {
        width: parent.width
        text: root.longer ? qsTr("Sojourn lengthened most") : qsTr("Sojourn shortened most")
    }

    Repeater {
        model: root.items

        ChangedItemLine {
            required property real fromSeconds
            required property real toSeconds

            width: root.width
            selected: root.document.selectedItem === item
            onClicked: {
                root.document.selectedTask = -1;
                root.document.selectedQueue = -1;
                root.document.selectedItem = item;
                root.chosen(fromSeconds, toSeconds);
            }
        }
    }
}
