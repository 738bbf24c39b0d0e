import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// A line of the comparison with theory: a queue, a figure with its interval, or a sentence.
Item {
    id: root

    required property int kind
    required property int queue
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
    required property string difference // to what A measured; empty: none

    property bool compact: false // the list is narrow

    signal selected

    readonly property bool isFigure: kind === TheoryModel.Figure
    readonly property bool isHeading: kind === TheoryModel.Queue || kind === TheoryModel.Section
    readonly property bool isChecked: kind === TheoryModel.Holds || kind === TheoryModel.Doubt
    readonly property real room: width - 2 * Theme.pageMargin - 20 // without the mark
    readonly property string mark: verdict === TheoryModel.Agrees ? "✓" : verdict === TheoryModel.Differs ? "≠" : ""

    // Numbers are never cut: a margin that has no room beside its value stands below it.
    readonly property bool below: isFigure && margin !== "" && marginText.implicitWidth + 6 > theoryText.x - 8 - (measuredText.x + measuredText.width)
    readonly property bool twoLines: below || difference !== ""
    readonly property real axisTop: twoLines ? 36 : 22
    readonly property string explanation: difference === "" ? verdictText : verdictText === "" ? qsTr("to A: %1").arg(difference) : qsTr("%1; to A: %2").arg(verdictText).arg(difference)

    height: isFigure ? (twoLines ? 14 : 0) + (low >= 0 ? 36 : 24) : words.y + words.height + (kind === TheoryModel.Holds || kind === TheoryModel.Doubt ? 4 : 8)
    Accessible.role: isHeading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: isFigure ? qsTr("%1: measured %2 %3, theory %4").arg(title).arg(measured === "" ? qsTr("not enough data") : measured).arg(margin).arg(theory === "" ? qsTr("none") : theory) : kind === TheoryModel.Doubt ? qsTr("Does not hold: %1").arg(text) : kind === TheoryModel.Holds ? qsTr("Holds: %1, %2").arg(text).arg(theory) : title + " " + text
    Accessible.description: explanation

    // A figure

    BodyText {
        visible: root.isFigure
        x: Theme.pageMargin
        width: measuredText.x - x - 4
        text: root.title
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        id: measuredText
        visible: root.isFigure
        // Long values begin further left: they take the room of the words.
        x: Theme.pageMargin + root.room * (root.compact ? 0.68 : 0.53) - width
        text: root.measured === "" ? "·" : root.measured
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        id: marginText
        objectName: "marginOfFigure"
        visible: root.isFigure
        x: root.below ? measuredText.x + measuredText.width - width : measuredText.x + measuredText.width + 6
        y: root.below ? 18 : 3
        text: root.margin
        Accessible.ignored: true
    }

    CaptionText {
        id: differenceText
        objectName: "differenceOfFigure"
        readonly property real most: (root.below ? marginText.x - 6 : theoryText.x + theoryText.width) - x

        visible: text !== "" && implicitWidth <= most // never cut: the tooltip has it as well
        x: Theme.pageMargin
        y: 18
        text: root.difference
        Accessible.ignored: true
    }

    BodyText {
        id: theoryText
        visible: root.isFigure
        x: Theme.pageMargin + root.room - width
        text: root.theory
        color: Theme.theory
        Accessible.ignored: true
    }

    BodyText {
        visible: root.mark !== ""
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin - 4
        y: root.isFigure ? 0 : words.y
        text: root.mark
        color: root.verdict === TheoryModel.Agrees ? Theme.theory : Theme.vermilionText
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    // Its interval, on an axis with theory in the middle.

    Item {
        visible: root.isFigure && root.low >= 0
        x: Theme.pageMargin
        y: root.axisTop
        width: root.room
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
            color: Theme.theory
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

    BodyText {
        visible: root.isChecked
        x: Theme.pageMargin
        y: words.y
        text: root.kind === TheoryModel.Holds ? "✓" : "✗"
        color: root.kind === TheoryModel.Holds ? Theme.theory : Theme.vermilionText
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    Rectangle {
        visible: root.kind === TheoryModel.Hint
        x: Theme.pageMargin
        y: words.y
        width: 3
        height: words.height
        color: Theme.waitingPut
    }

    CaptionText {
        id: origin
        visible: root.kind === TheoryModel.Holds
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        y: words.y + 3
        text: root.theory
        Accessible.ignored: true
    }

    BodyText {
        id: words
        visible: !root.isFigure
        x: Theme.pageMargin + (root.isChecked ? 20 : root.kind === TheoryModel.Hint ? 12 : 0)
        y: root.isHeading ? 8 : 0
        width: parent.width - x - Theme.pageMargin - (root.mark === "" ? 0 : 24) - (origin.visible ? origin.width + 8 : 0)
        text: Theme.unbroken(root.title === "" ? root.text : root.text === "" ? root.title : root.kind === TheoryModel.Formula || root.kind === TheoryModel.Hint ? root.title + "\n" + root.text : qsTr("%1: %2").arg(root.title).arg(root.text))
        font.weight: root.isHeading ? Font.DemiBold : Font.Normal
        color: root.kind === TheoryModel.Short || root.kind === TheoryModel.Note ? Theme.textSecondary : Theme.text
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: root.selected()
    }

    Tooltip {
        visible: hover.hovered && root.explanation !== ""
        text: root.explanation
        above: true
    }
}
