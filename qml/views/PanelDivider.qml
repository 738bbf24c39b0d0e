import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// The hairline between two panels, to be dragged. It moves nothing itself: the owner does, on moved(by), in pixels.
T.Control {
    id: root

    required property string label

    signal moved(real by)
    signal reset

    implicitHeight: 9
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Splitter
    Accessible.name: root.label
    Accessible.focusable: true
    Keys.onUpPressed: root.moved(-8)
    Keys.onDownPressed: root.moved(8)
    Keys.onReturnPressed: root.reset()

    Rectangle {
        y: 4
        width: parent.width
        height: 1
        color: root.hovered || area.pressed ? Theme.controlBorder : Theme.hairline
    }

    Rectangle {
        y: 3
        width: parent.width
        height: 3
        color: Theme.accent
        visible: root.visualFocus
    }

    MouseArea {
        id: area

        property real grabbedAt: 0

        anchors.fill: parent
        cursorShape: Qt.SplitVCursor
        onPressed: mouse => grabbedAt = mouse.y
        onPositionChanged: mouse => root.moved(mouse.y - grabbedAt)
        onDoubleClicked: root.reset()
    }
}
