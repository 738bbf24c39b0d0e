import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// Some tabs over a panel, one beside the other and no wider than they are.
T.TabBar {
    id: bar

    x: Theme.pageMargin
    width: contentWidth
    height: Theme.panelHeadingHeight
    spacing: 24

    contentItem: ListView {
        model: bar.contentModel
        currentIndex: bar.currentIndex
        spacing: bar.spacing
        orientation: ListView.Horizontal
        interactive: false
        implicitWidth: contentWidth
    }
}
