pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Theme

// The track below the handles of a slider. Places are 0 (left) to 1 (right). Used by the sliders here.
Item {
    id: root

    required property real fillFrom
    required property real fillTo
    property list<real> marks // places of the values before
    property bool pressed: false // true before the first place is told, and after the last one; not to be set

    signal grabbed(real place)
    signal dragged(real place)

    implicitHeight: 16

    Rectangle {
        y: (parent.height - height) / 2
        width: parent.width
        height: Theme.trackThickness
        radius: 1
        color: Theme.border
    }

    Rectangle {
        x: root.fillFrom <= 0 ? 0 : root.xAt(root.fillFrom)
        y: (parent.height - height) / 2
        width: root.xAt(root.fillTo) - x
        height: Theme.trackThickness
        color: Theme.accent
    }

    Repeater {
        model: root.marks.length

        Rectangle {
            required property int index

            x: Math.round(root.xAt(root.marks[index])) - 1
            y: (root.height - height) / 2
            width: 2
            height: 10
            color: Theme.text
        }
    }

    MouseArea {
        id: area
        anchors.fill: parent
        anchors.topMargin: -4
        anchors.bottomMargin: -4
        preventStealing: true // a panel that scrolls must not take the drag away
        onPressed: mouse => {
            root.pressed = true;
            root.grabbed(root.placeAt(mouse.x));
        }
        onPositionChanged: mouse => root.dragged(root.placeAt(mouse.x))
        onReleased: root.pressed = false
        onCanceled: root.pressed = false
    }

    // The centre of a handle at a place, and back.
    function xAt(place: real): real {
        return Theme.handleSize / 2 + place * (width - Theme.handleSize);
    }

    function placeAt(x: real): real {
        return Math.max(0, Math.min(1, (x - Theme.handleSize / 2) / Math.max(1, width - Theme.handleSize)));
    }
}
