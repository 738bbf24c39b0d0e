import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// A line of a program: its number, its code, and who stands there. A heading begins a group.
Rectangle {
    id: root

    required property string word
    required property string rest
    required property int indent
    required property int number
    required property bool heading
    required property string note
    required property list<int> looks
    required property bool current
    required property int index
    required property bool focused // the line that the keyboard is at

    signal chosen

    readonly property real codeLeft: heading ? 12 : 40 + indent * 16
    // The code goes before the marks; where those do not all find room, their number stands there.
    readonly property real markRoom: width - restText.x - restText.implicitWidth - (looks.length > 2 ? 56 : 24)
    readonly property int mostMarks: Math.max(1, Math.floor(markRoom / (looks.length > 4 ? 9 : 15)))

    implicitHeight: heading ? 28 : 20
    color: current ? Theme.accentSoft : (looks.length > 0 ? Theme.hover : "transparent")
    Accessible.role: heading ? Accessible.Heading : Accessible.ListItem
    Accessible.name: (word + " " + rest).trim()
    Accessible.description: note
    Accessible.onPressAction: root.chosen()

    Rectangle {
        visible: root.current
        width: 3
        height: parent.height
        color: Theme.accent
    }

    CodeText {
        visible: root.number > 0
        width: 32
        height: parent.height
        horizontalAlignment: Text.AlignRight
        font.pixelSize: Theme.captionSize
        text: root.number
        color: Theme.textSecondary
    }

    CodeText {
        id: wordText
        x: root.codeLeft
        height: parent.height
        text: root.word
        font.family: root.heading ? Theme.fontFamily : Theme.codeFamily
        font.weight: Font.DemiBold
        visible: text !== ""
    }

    CodeText {
        id: restText
        x: root.codeLeft + (root.word === "" ? 0 : wordText.width + 8)
        width: Math.max(0, Math.min(implicitWidth, marks.x - x - (root.looks.length > 0 ? 8 : 0)))
        height: parent.height
        text: root.rest
        elide: Text.ElideRight
        font.family: root.heading ? Theme.fontFamily : Theme.codeFamily
        color: root.heading ? Theme.textSecondary : Theme.text
    }

    ProgramMarks {
        id: marks
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        looks: Array.from(root.looks).slice(0, root.mostMarks)
    }

    // Who stands there is left out where there is no room for it, never cut off in the middle of a name.
    CaptionText {
        readonly property real room: marks.x - restText.x - restText.width - 16

        anchors.right: marks.left
        anchors.rightMargin: root.looks.length > 0 ? 8 : 0
        anchors.verticalCenter: parent.verticalCenter
        visible: room >= implicitWidth
        text: room >= measure.advanceWidth || root.looks.length < 3 ? root.note : root.note.split(",")[0] // how many, at least
        color: root.heading ? Theme.textSecondary : Theme.text
        Accessible.ignored: true
    }

    TextMetrics {
        id: measure
        font.family: Theme.fontFamily
        font.pixelSize: Theme.captionSize
        text: root.note
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: 1
        visible: root.focused
        color: "transparent"
        radius: Theme.fieldRadius
        border.width: Theme.focusRingWidth
        border.color: Theme.accent
    }

    TapHandler {
        onTapped: root.chosen()
    }
}
