import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The handle of a slider: has the keyboard focus and speaks to assistive technology. Its owner gives it
// `shown` and sets that again on moved(value). Used by the sliders here. Not a Control: that forces its own
// accessible role on an item once a screen reader is there, and a plain Control is no slider to it.
Item {
    id: handle

    required property NumberRule rule
    required property string label
    required property real shown

    // What assistive technology reads and writes; it follows `shown`.
    property real value
    readonly property real minimumValue: rule.from
    readonly property real maximumValue: rule.to
    readonly property real stepSize: rule.step

    readonly property bool visualFocus: activeFocus && !grabbed
    readonly property alias hovered: hover.hovered
    property bool grabbed: false // has the focus from the mouse: the ring waits for a key

    signal moved(real value)

    implicitWidth: Theme.handleSize
    implicitHeight: Theme.handleSize
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: handle.label
    Accessible.description: handle.rule.withUnit(handle.shown)
    Accessible.focusable: true
    Accessible.onIncreaseAction: handle.stepBy(1)
    Accessible.onDecreaseAction: handle.stepBy(-1)

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: handle.hovered ? Theme.accentSoft : Theme.surface
        border.width: 2
        border.color: Theme.accent

        FocusRing {
            shown: handle.visualFocus
            cornerRadius: parent.width / 2
        }
    }

    HoverHandler {
        id: hover
    }

    Component.onCompleted: value = shown
    onShownChanged: value = shown
    onValueChanged: {
        if (value === shown)
            return;
        if (rule.accepts(value))
            moved(value);
        value = shown; // what the owner made of it
    }

    onActiveFocusChanged: {
        if (!activeFocus)
            grabbed = false;
    }

    Keys.onLeftPressed: stepBy(-1)
    Keys.onDownPressed: stepBy(-1)
    Keys.onRightPressed: stepBy(1)
    Keys.onUpPressed: stepBy(1)
    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_PageUp:
            stepBy(rule.pageSteps());
            break;
        case Qt.Key_PageDown:
            stepBy(-rule.pageSteps());
            break;
        case Qt.Key_Home:
            goTo(rule.valueAt(0));
            break;
        case Qt.Key_End:
            goTo(rule.valueAt(1));
            break;
        default:
            return;
        }
        event.accepted = true;
    }

    function grab() {
        grabbed = true;
        forceActiveFocus(Qt.MouseFocusReason);
    }

    function stepBy(steps: int) {
        goTo(rule.stepped(shown, steps));
    }

    function goTo(target: real) {
        grabbed = false;
        if (target !== shown)
            moved(target);
    }
}
