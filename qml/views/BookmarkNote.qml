import QtQuick
import Sojourn.ViewModels
import Sojourn.Views

// The note of one bookmark, below its flag: kept as it is typed.
SidePopup {
    id: root

    required property Bookmarks bookmarks

    property int row: -1

    readonly property BookmarkNoteContent content: contentItem as BookmarkNoteContent

    width: 300
    padding: 8
    onOpened: content.begin(bookmarks.note(row))
    onClosed: row = -1

    contentItem: BookmarkNoteContent {
        onEdited: text => root.bookmarks.setNote(root.row, text)
        onDone: root.close()
        onRemoved: {
            const row = root.row;
            root.close();
            root.bookmarks.remove(row);
        }
    }

    function edit(which: int) {
        if (which < 0)
            return;
        row = which;
        open();
    }
}
