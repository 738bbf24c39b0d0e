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
    property bool loud: false // it says what went wrong
    property string name // before the value, which is then no stronger than it

    readonly property real needed: before.implicitWidth + number.implicitWidth + (words === "" ? 0 : 4 + label.implicitWidth)

    visible: value !== ""
    width: visible ? Math.ceil(needed / 8) * 8 + (first ? 8 : 25) : 0
    height: Theme.statusBarHeight
    opacity: parent && x + width > parent.width ? 0 : 1 // a number that is cut would be another number
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 %2 %3").arg(root.name).arg(root.value).arg(root.words).trim()
    Accessible.description: root.meaning

    Hairline {
        visible: !root.first
        vertical: true
        height: 12
        anchors.verticalCenter: parent.verticalCenter
    }

    CaptionText {
        id: before
        x: root.first ? 0 : 13
        anchors.verticalCenter: parent.verticalCenter
        text: root.name === "" ? "" : root.name + "\u2002"
        Accessible.ignored: true
    }

    CaptionText {
        id: number
        x: before.x + before.implicitWidth
        anchors.verticalCenter: parent.verticalCenter
        text: root.value
        color: root.loud ? Theme.vermilionText : Theme.text
        font.weight: root.name === "" ? Font.DemiBold : Font.Normal
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
