import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A number of the run: what it is, its value, and on hover what it means. Takes no room while there is no value.
Item {
    id: root

    required property string words
    required property string value
    required property string meaning
    property string change // to the run that it is compared with; empty: none
    property string theory // what it is in theory; may be empty
    property string sure // how sure it is, in a sentence; may be empty
    property string range // the same in short
    property real gap: 0 // to the column at its right
    property bool dense: false // the lines have little room

    readonly property string explanation: meaning + (sure === "" ? "" : ". " + sure) + (change === "" ? "" : qsTr(". To A: %1").arg(change))
    // The difference to A is wanted first; what theory says comes second. A line of their own holds them where one is too short.
    readonly property real besides: (change === "" ? 0 : beside.implicitWidth + 8) + (theory === "" ? 0 : exact.implicitWidth + 6)
    readonly property real row: dense ? 18 : 20
    readonly property bool tight: (change !== "" || theory !== "") && label.implicitWidth + number.width + besides + 8 + gap > width

    implicitHeight: !visible ? 0 : tight ? row + (dense ? 13 : 14) : row
    visible: value !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: root.theory === "" ? qsTr("%1: %2").arg(root.words).arg(root.value) : qsTr("%1: %2, in theory %3").arg(root.words).arg(root.value).arg(root.theory)
    Accessible.description: root.explanation

    BodyText {
        id: label
        y: (root.row - height) / 2
        width: Math.min(implicitWidth, parent.width - root.gap - number.width - 8)
        text: root.words
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        id: number
        anchors.right: parent.right
        anchors.rightMargin: root.gap + (root.theory === "" || root.tight ? 0 : exact.width + 6)
        y: (root.row - height) / 2
        text: root.value
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    // Beside the value where there is room; otherwise the tooltip has it.
    CaptionText {
        id: beside
        objectName: "changeOfNumber"
        x: root.tight ? (exact.visible ? exact.x - 10 : root.width - root.gap) - width : number.x - 8 - width
        y: exact.y
        visible: text !== "" && (root.change !== "" || implicitWidth <= number.x - label.width - 12)
        text: root.change !== "" ? root.change : root.range
        Accessible.ignored: true
    }

    CaptionText {
        id: exact
        visible: root.theory !== "" && (root.change === "" || implicitWidth + beside.implicitWidth + 10 + root.gap <= root.width)
        anchors.right: parent.right
        anchors.rightMargin: root.gap
        y: root.tight ? root.row - 2 : (root.row - height) / 2 + 1
        text: root.theory
        color: Theme.theory
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }

    Tooltip {
        visible: hover.hovered && root.meaning !== ""
        text: root.explanation
        above: true
    }
}
