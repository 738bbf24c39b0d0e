import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A number in the status line. Its width goes in small steps, so that what stands beside it rests.
Item {
    id: root

    required property string value
    required property string words
    property string meaning
    property bool first: false

    readonly property real needed: number.implicitWidth + (words === "" ? 0 : 4 + label.implicitWidth)

    visible: value !== ""
    width: visible ? Math.ceil(needed / 8) * 8 + (first ? 8 : 25) : 0
    height: Theme.statusBarHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: root.value + " " + root.words
    Accessible.description: root.meaning

    Hairline {
        visible: !root.first
        vertical: true
        height: 12
        anchors.verticalCenter: parent.verticalCenter
    }

    CaptionText {
        id: number
        x: root.first ? 0 : 13
        anchors.verticalCenter: parent.verticalCenter
        text: root.value
        color: Theme.text
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        id: label
        x: number.x + number.width + 4
        anchors.verticalCenter: parent.verticalCenter
        text: root.words
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }

    Tooltip {
        visible: hover.hovered && root.meaning !== ""
        text: root.meaning
        above: true
    }
}
