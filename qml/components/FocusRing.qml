import QtQuick
import Sojourn.Theme

// The ring around a control that has the keyboard: 2 px wide, 2 px away. Put it inside the control.
Rectangle {
    required property bool shown
    property real cornerRadius: Theme.buttonRadius // of what it goes around

    anchors.fill: parent
    anchors.margins: -(Theme.focusRingGap + Theme.focusRingWidth)
    radius: cornerRadius + Theme.focusRingGap + Theme.focusRingWidth
    color: "transparent"
    border.width: Theme.focusRingWidth
    border.color: Theme.accent
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.hoverDuration
        }
    }
}
