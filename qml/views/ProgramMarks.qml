pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components

// A mark a task, in the look of its state.
Row {
    id: root

    required property list<int> looks

    readonly property bool many: looks.length > 4

    spacing: many ? 2 : 5

    Repeater {
        model: root.looks

        StateSwatch {
            required property int modelData

            width: root.many ? 7 : 10
            height: 14
            look: modelData
        }
    }
}
