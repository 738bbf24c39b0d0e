import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The name of a panel, a remark beside it, and at the right what its owner puts there.
Item {
    id: root

    required property string text
    property string remark
    property bool remarkStrong: false // the remark is the sentence that counts, not an aside
    default property alias tools: toolRow.data

    implicitHeight: Theme.panelHeadingHeight
    Accessible.role: Accessible.Heading
    Accessible.name: root.text
    Accessible.description: root.remark

    BodyText {
        id: name
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    // A sentence that is too long for one line is set smaller, in two.
    BodyText {
        id: remarkText
        readonly property bool tight: metrics.advanceWidth > width

        visible: width >= 72 // a word or two would not be read
        x: root.text === "" ? Theme.pageMargin : name.x + name.width + 12
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, toolRow.x - x - 12)
        text: root.remark
        font.pixelSize: tight ? Theme.captionSize : Theme.bodySize
        lineHeight: tight ? Theme.captionLineHeight : Theme.bodyLineHeight
        color: root.remarkStrong ? Theme.text : Theme.textSecondary
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    TextMetrics {
        id: metrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        text: root.remark
    }

    Row {
        id: toolRow
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
}
