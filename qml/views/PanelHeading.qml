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

    BodyText {
        x: root.text === "" ? Theme.pageMargin : name.x + name.width + 12
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, toolRow.x - x - 12)
        text: root.remark
        color: root.remarkStrong ? Theme.text : Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Row {
        id: toolRow
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
    }
}
