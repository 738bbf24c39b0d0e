pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// A command in the palette, below the heading of its group where it is the first of it: its name with what was typed marked, what it would do here and now, its keys.
T.AbstractButton {
    id: line

    required property string title // HTML
    required property string plainTitle
    required property string heading // empty where the line above has the same
    required property string remark
    required property string iconName
    required property list<string> keys
    required property int index
    required property bool current

    readonly property real headingRoom: heading === "" ? 0 : 28

    implicitHeight: 32 + headingRoom
    topInset: headingRoom
    topPadding: headingRoom
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: line.plainTitle
    Accessible.description: line.remark
    Accessible.selected: line.current
    Accessible.onPressAction: line.clicked()

    background: Rectangle {
        radius: Theme.buttonRadius
        color: line.current ? Theme.accentSoft : (line.hovered ? Theme.hover : "transparent")
        border.width: line.current ? 2 : 0
        border.color: Theme.accent
    }

    contentItem: Item {
        Icon {
            x: 8
            anchors.verticalCenter: parent.verticalCenter
            name: line.iconName
        }

        BodyText {
            id: words
            x: 34
            anchors.verticalCenter: parent.verticalCenter
            text: line.title
            textFormat: Text.StyledText
            font.weight: Font.Normal
            Accessible.ignored: true
        }

        BodyText {
            x: words.x + words.implicitWidth + 12
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(0, caps.x - x - 8)
            text: line.remark
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
                model: line.keys

                KeyCap {
                    required property string modelData

                    text: modelData
                }
            }
        }
    }

    CaptionText {
        x: 8
        y: 10
        text: line.heading
        font.weight: Font.DemiBold
    }
}
