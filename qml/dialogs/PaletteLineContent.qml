pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What stands in a line of the palette.
Item {
    id: root

    required property string title // HTML
    required property string remark
    required property string iconName
    required property list<string> keys

    Icon {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
    }

    BodyText {
        id: words
        x: 34
        anchors.verticalCenter: parent.verticalCenter
        text: root.title
        textFormat: Text.StyledText
        Accessible.ignored: true
    }

    BodyText {
        x: words.x + words.implicitWidth + 12
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, caps.x - x - 8)
        text: root.remark
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Row {
        id: caps
        anchors.right: parent.right
        anchors.rightMargin: 8
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
}
