pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.ViewModels
import Sojourn.Views

// The categories of the scenarios with their counts. What is chosen narrows the cards to it.
ListView {
    id: root

    required property ScenarioCatalogue catalogue

    implicitHeight: contentHeight
    model: catalogue.categories
    interactive: false
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Categories")

    delegate: CategoryEntry {
        id: entry

        required property int index

        width: ListView.view ? ListView.view.width : 0
        current: root.catalogue.category === entry.category
        focused: root.activeFocus && root.currentIndex === entry.index
        onClicked: root.choose(entry.index)
    }

    Keys.onUpPressed: root.choose(Math.max(0, root.currentIndex - 1))
    Keys.onDownPressed: root.choose(Math.min(root.count - 1, root.currentIndex + 1))

    function choose(index: int) {
        currentIndex = index;
        catalogue.category = (itemAtIndex(index) as CategoryEntry).category;
    }
}
