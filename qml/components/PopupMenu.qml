import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A list of commands over the window. Its children are MenuEntry and MenuLine.
T.Menu {
    id: menu

    implicitWidth: Math.max(180, contentWidth + leftPadding + rightPadding)
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
}
