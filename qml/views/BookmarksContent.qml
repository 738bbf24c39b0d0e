pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// The places that are marked, with their notes; and the one that was removed last, to be put back.
Column {
    id: root

    required property Bookmarks bookmarks

    spacing: 4

    ListView {
        id: lines
        objectName: "bookmarkList"
        width: parent.width
        height: Math.min(contentHeight, 320)
        model: root.bookmarks
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        delegate: BookmarkLine {
            width: lines.width
            onChosen: root.bookmarks.go(index)
            onRemoved: root.bookmarks.remove(index)
        }
    }

    CaptionText {
        visible: root.bookmarks.count === 0
        text: qsTr("None is left. M marks the instant of the playhead.")
    }

    QuietButton {
        objectName: "putBack"
        visible: root.bookmarks.removedText !== ""
        text: qsTr("Put back the one at %1").arg(root.bookmarks.removedText)
        iconName: "undo"
        onClicked: root.bookmarks.putBack()
    }
}
