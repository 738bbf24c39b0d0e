import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A raised card over the window that a chip opens.
T.Popup {
    padding: 16
    focus: true // else Escape goes to the window
    margins: 8
    implicitWidth: 320
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
