import QtQuick
import QtQuick.Templates as T
import Sojourn.Dialogs
import Sojourn.Theme
import Sojourn.ViewModels

// Finds a command as one types. The arrow keys go on from there, Enter does what is chosen.
T.Popup {
    id: root

    required property CommandTable table

    readonly property PaletteContent content: contentItem as PaletteContent
    readonly property real roomHeight: parent ? parent.height : 0

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: Math.round(Math.max(16, roomHeight * 0.1))
    width: Math.min(600, parent ? parent.width - 32 : 600)
    height: Math.min(480, content.wantedHeight, roomHeight - y - 16)
    modal: true
    focus: true
    padding: 0
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    onAboutToShow: content.begin()
    onOpened: content.focusSearch()

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: Rectangle {
        radius: Theme.cardRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }

    contentItem: PaletteContent {
        table: root.table
        onDone: root.close()
    }
}
