import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A square icon. The names are listed in icon_shapes.cpp; an empty name draws nothing.
IconPainter {
    property real size: 16

    implicitWidth: size
    implicitHeight: size
    color: Theme.text
    Accessible.ignored: true
}
