import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The name of a panel, a remark beside it, and at the right what its owner puts there.
Item {
    id: root

    required property string text
    property string remark
    property list<string> briefer // the same with less and less, where that does not fit
    property bool oneLine: false // a remark that does not fit in one is cut, never set smaller
    property string hint // on hover
    property bool remarkStrong: false // the remark is the sentence that counts, not an aside
    property bool covered: false // something else has the place of its words for a while
    default property alias tools: toolRow.data
    readonly property real toolsRoom: width - name.x - name.width - 12 - Theme.pageMargin // beside the name alone
    readonly property alias toolsSpacing: toolRow.spacing

    implicitHeight: Theme.panelHeadingHeight
    Accessible.role: Accessible.Heading
    Accessible.name: root.text
    Accessible.description: root.remark

    BodyText {
        id: name
        objectName: "headingText"
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Math.max(0, toolRow.x - x - (toolRow.width > 0 ? 12 : 0)))
        text: root.text
        opacity: root.covered ? 0 : 1
        font.weight: Font.DemiBold
        elide: Text.ElideMiddle // tasks are told apart by their ends
        Accessible.ignored: true
    }

    // A sentence that is too long for one line is set smaller, in two. Where that is too little as well, the first of the
    // briefer ones that fits takes its place; breaking lines costs up to a word. With `oneLine` there is one of either.
    BodyText {
        id: remarkText
        readonly property bool tight: !root.oneLine && bodyMetrics.advanceWidth(text) > width
        readonly property real most: root.oneLine ? width : 2 * width - 48

        visible: width >= 72 // a word or two would not be read
        opacity: root.covered ? 0 : 1
        x: root.text === "" ? Theme.pageMargin : name.x + name.width + 12
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, toolRow.x - x - 12)
        text: [root.remark, ...root.briefer].find((words, i) => i === root.briefer.length || (root.oneLine ? bodyMetrics : captionMetrics).advanceWidth(words) <= most)
        font.pixelSize: tight ? Theme.captionSize : Theme.bodySize
        lineHeight: tight ? Theme.captionLineHeight : Theme.bodyLineHeight
        color: root.remarkStrong ? Theme.text : Theme.textSecondary
        wrapMode: Text.WordWrap
        maximumLineCount: root.oneLine ? 1 : 2
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    FontMetrics {
        id: bodyMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
    }

    FontMetrics {
        id: captionMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.captionSize
    }

    HoverHandler {
        id: hover
        enabled: root.hint !== "" || name.truncated
    }

    Tooltip {
        visible: hover.hovered && text !== ""
        text: root.hint !== "" ? root.hint : name.truncated ? root.text : ""
    }

    Row {
        id: toolRow
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
}
