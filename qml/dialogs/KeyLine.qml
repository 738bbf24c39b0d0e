pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components

// A key, or several that do the same, and what it does.
Item {
    id: root

    required property list<string> keys
    required property string plainTitle

    implicitHeight: 26
    Accessible.role: Accessible.ListItem
    Accessible.name: root.plainTitle

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        Repeater {
            model: root.keys

            KeyCap {
                required property string modelData

                text: modelData
            }
        }
    }

    BodyText {
        x: 136
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x
        text: root.plainTitle
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
