pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A list of commands over the window. Its children are MenuEntry and MenuLine.
T.Menu {
    id: menu

    property real widestEntry: 0

    implicitWidth: Math.max(180, widestEntry + leftPadding + rightPadding)
    implicitHeight: contentHeight + topPadding + bottomPadding
    padding: 4
    margins: 8
    overlap: 1
    delegate: MenuEntry {
    }

    contentItem: ListView {
        implicitHeight: contentHeight
        model: menu.contentModel
        interactive: false
        clip: true
        currentIndex: menu.currentIndex
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }

    onAboutToShow: widestEntry = widest()

    // The list of a menu is as wide as the menu: it does not say how wide its entries would like to be.
    function widest(): real {
        let result = 0;
        for (let i = 0; i < count; ++i)
            result = Math.max(result, itemAt(i).implicitWidth);
        return result;
    }
}
