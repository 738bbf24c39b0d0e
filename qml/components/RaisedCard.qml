import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// The raised box of a rich tooltip or of a hint: content with a border, no shadow.
T.Pane {
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 12

    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
