import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// A line of the comparison with theory: a queue, a figure with its interval, or a sentence.
Item {
    id: root

    required property int kind
    required property string title
    required property string text
    required property string measured
    required property string margin
    required property string theory
    required property int verdict
    required property string verdictText
    required property real low
    required property real high
    required property real at
    required property real exact
    property bool shown: true
    property bool brief: false

    readonly property bool isFigure: kind === TheoryModel.Figure
    readonly property bool isQueue: kind === TheoryModel.Queue
    readonly property real column: Math.round((width - 2 * Theme.pageMargin) / 4)
    readonly property string mark: verdict === TheoryModel.Agrees ? "✓" : verdict === TheoryModel.Differs ? "≠" : ""

    visible: shown
    height: !shown ? 0 : isFigure ? 34 : words.y + words.height + 8
    Accessible.role: Accessible.StaticText
    Accessible.name: isFigure ? qsTr("%1: measured %2 %3, theory %4").arg(title).arg(measured === "" ? qsTr("not enough data") : measured).arg(margin).arg(theory === "" ? qsTr("none") : theory) : title + " " + text
    Accessible.description: verdictText

    // A figure

    BodyText {
        visible: root.isFigure
        x: Theme.pageMargin
        width: root.column - 8
        text: root.title
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        visible: root.isFigure
        x: Theme.pageMargin + root.column
        width: root.column - 8
        horizontalAlignment: Text.AlignRight
        text: root.measured === "" ? "·" : root.measured
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        visible: root.isFigure
        x: Theme.pageMargin + 2 * root.column
        y: 2
        width: root.column - 8
        text: root.margin
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        id: theoryText
        visible: root.isFigure
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin + 24
        text: root.theory
        Accessible.ignored: true
    }

    BodyText {
        visible: root.mark !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        y: root.isFigure ? 0 : words.y
        text: root.mark
        color: root.verdict === TheoryModel.Agrees ? Theme.offEdge : Theme.vermilionText
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    // Its interval, on an axis with theory in the middle.

    Item {
        id: axis
        visible: root.isFigure && root.low >= 0
        x: Theme.pageMargin
        y: 21
        width: parent.width - 2 * Theme.pageMargin - 24
        height: 8

        Hairline {
            y: 4
            width: parent.width
        }

        Rectangle {
            x: root.low * parent.width
            y: 1
            width: Math.max(2, (root.high - root.low) * parent.width)
            height: 6
            radius: 3
            color: Theme.border
        }

        Rectangle {
            x: root.exact * parent.width - 1
            y: -2
            width: 3
            height: 12
            color: Theme.off
        }

        Rectangle {
            x: root.at * parent.width - 4
            width: 8
            height: 8
            radius: 4
            color: Theme.text
        }
    }

    // A sentence

    Rectangle {
        visible: root.kind === TheoryModel.Doubt
        x: Theme.pageMargin
        y: words.y
        width: 3
        height: words.height
        color: Theme.waitingPut
    }

    BodyText {
        id: words
        visible: !root.isFigure
        x: Theme.pageMargin + (root.kind === TheoryModel.Doubt ? 12 : 0)
        y: root.isQueue ? 8 : 0
        width: parent.width - x - Theme.pageMargin - (root.mark === "" ? 0 : 24)
        text: root.isQueue && root.brief ? root.title : root.kind === TheoryModel.Doubt ? qsTr("Does not hold: %1").arg(root.text) : root.title === "" ? root.text : root.isQueue ? qsTr("%1: %2").arg(root.title).arg(root.text) : root.kind === TheoryModel.Formula ? root.title + "\n" + root.text : qsTr("%1: %2").arg(root.title).arg(root.text)
        textFormat: Text.PlainText
        font.weight: root.isQueue ? Font.DemiBold : Font.Normal
        color: root.isQueue || root.kind === TheoryModel.Formula ? Theme.text : Theme.textSecondary
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }

    Tooltip {
        visible: hover.hovered && root.verdictText !== ""
        text: root.verdictText
        above: true
    }
}
