import QtQuick
import Sojourn.Theme

// A line of one pixel between two areas.
Rectangle {
    property bool vertical: false

    implicitWidth: vertical ? 1 : 24
    implicitHeight: vertical ? 24 : 1
    color: Theme.hairline
    Accessible.ignored: true
}
