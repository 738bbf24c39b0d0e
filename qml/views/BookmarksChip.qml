import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// How many places are marked, and a list of them to go to.
Chip {
    id: root

    required property Bookmarks bookmarks
    required property bool compact

    readonly property bool listed: list.visible

    iconName: "pin"
    text: compact ? bookmarks.count.toString() : bookmarks.count === 1 ? qsTr("1 bookmark") : qsTr("%1 bookmarks").arg(bookmarks.count)
    hint: listed ? "" : qsTr("The places that are marked, with their notes. M marks the instant of the playhead, N goes to the next")
    onClicked: list.open()

    SidePopup {
        id: list
        x: root.width - width
        y: root.height + 4
        padding: 8

        contentItem: BookmarksContent {
            bookmarks: root.bookmarks
        }
    }
}
