pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components

// A slider alone, for a bar. It does not change `value` itself: the owner does, on edited(value), which
// comes live while dragging and on keys. Arrow keys go a step, page keys ten, Home and End to the ends.
Item {
    id: root

    required property string label
    required property real value
    required property NumberRule rule
    property real before: NaN // the mark; NaN: none
    property list<real> ticks // values that are named below the track
    property string hint
    property bool valueTip: true // whether a tooltip shows the value while dragging
    readonly property alias pressed: rail.pressed
    readonly property alias handle: handle

    signal edited(real value)

    implicitWidth: 96
    implicitHeight: ticks.length > 0 ? 30 : 16
    opacity: enabled ? 1 : 0.45

    readonly property real place: root.placeOf(root.value, root.rule.revision)

    SliderRail {
        id: rail
        width: parent.width
        fillFrom: 0
        fillTo: root.place
        marks: isNaN(root.before) ? [] : [root.placeOf(root.before, root.rule.revision)]
        onGrabbed: place => {
            handle.grab();
            root.edit(root.rule.valueAt(place));
        }
        onDragged: place => root.edit(root.rule.valueAt(place))
    }

    SliderHandle {
        id: handle
        x: rail.xAt(root.place) - width / 2
        y: (rail.height - height) / 2
        rule: root.rule
        label: root.label
        shown: root.value
        onMoved: value => root.edited(value)

        Tooltip {
            visible: rail.pressed ? root.valueTip : handle.hovered && root.hint !== ""
            delay: rail.pressed ? 0 : 500
            text: rail.pressed ? root.rule.withUnit(root.value) : root.hint
        }
    }

    Repeater {
        model: root.ticks.length

        CaptionText {
            required property int index
            readonly property real tick: root.ticks[index]
            readonly property real centre: rail.xAt(root.placeOf(tick, root.rule.revision))

            x: Math.max(0, Math.min(root.width - width, centre - width / 2))
            y: 16
            text: root.rule.withUnit(tick)
        }
    }

    // The revision makes a binding look again when the rule has changed.
    function placeOf(value: real, revision: int): real {
        return revision < 0 ? 0 : root.rule.positionOf(value);
    }

    function edit(target: real) {
        if (target !== root.value)
            root.edited(target);
    }
}
