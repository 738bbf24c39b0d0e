import QtQuick
import QtQuick.Templates as T
import Sojourn.Scene
import Sojourn.Theme

// A view's place in the tab order: takes the keyboard for it, shows a ring inside its edge, and hands the keys on. Lies in
// the view and lets the mouse through to it.
T.Control {
    id: root

    required property SceneView view
    required property string name

    anchors.fill: parent
    focusPolicy: Qt.TabFocus
    hoverEnabled: false
    Keys.forwardTo: [view]
    Accessible.role: Accessible.Graphic
    Accessible.name: root.name
    Accessible.description: root.view.accessibleSummary
    Accessible.focusable: true

    // What was clicked on has the keyboard from there on; the tab order knows this item only.
    Connections {
        target: root.view

        function onActiveFocusChanged() {
            if (root.view.activeFocus)
                root.forceActiveFocus(Qt.MouseFocusReason);
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        radius: Theme.fieldRadius
        color: "transparent"
        border.width: Theme.focusRingWidth
        border.color: Theme.accent
        visible: root.visualFocus
    }
}
