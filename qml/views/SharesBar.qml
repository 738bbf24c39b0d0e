pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components

// A bar in parts, each in the look of a state.
Row {
    id: root

    required property list<int> looks
    required property list<real> ratios

    height: 12
    spacing: 1
    Accessible.ignored: true

    Repeater {
        model: root.looks

        StateSwatch {
            required property int modelData
            required property int index

            width: Math.max(2, Math.floor((root.width - root.looks.length) * (root.ratios[index] ?? 0)))
            height: root.height
            look: modelData
        }
    }
}
