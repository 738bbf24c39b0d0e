import QtQuick
import Sojourn.Theme

// The background of everything that can be typed into.
Rectangle {
    id: root

    required property bool focused
    required property bool wrong

    radius: Theme.fieldRadius
    color: Theme.surface
    border.width: wrong ? 2 : 1
    border.color: wrong ? Theme.failed : Theme.controlBorder

    FocusRing {
        shown: root.focused && !root.wrong
        cornerRadius: Theme.fieldRadius
    }
}
