import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A card over the window; what is behind is dimmed and rests. Its content is a CardContent.
T.Popup {
    anchors.centerIn: T.Overlay.overlay
    modal: true
    focus: true
    padding: 24
    margins: 16
    implicitWidth: 480
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: Rectangle {
        radius: Theme.cardRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
