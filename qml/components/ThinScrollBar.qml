import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A scroll bar that shows only where there is something to scroll.
T.ScrollBar {
    id: bar

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.1
    visible: bar.size > 0 && bar.size < 1

    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: bar.hovered || bar.pressed ? Theme.controlBorder : Theme.border
    }
}
