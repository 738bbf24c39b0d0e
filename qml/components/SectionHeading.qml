import QtQuick

// The name of a panel or of a section in it, with a remark to its right, and a hairline below if asked for.
Item {
    id: root

    required property string text
    property string remark
    property bool remarkAtRight: false // at the far end, else beside the name
    property bool underlined: false

    implicitWidth: heading.implicitWidth + (remark === "" ? 0 : 12 + remarkText.implicitWidth)
    implicitHeight: underlined ? 24 : 16
    Accessible.role: Accessible.Heading
    Accessible.name: root.text

    BodyText {
        id: heading
        text: root.text
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        id: remarkText
        x: root.remarkAtRight ? root.width - width : heading.width + 12
        width: Math.min(implicitWidth, root.width - heading.width - 12)
        anchors.baseline: heading.baseline
        visible: !root.remarkAtRight || width >= implicitWidth // there it is a label: none rather than a part
        text: root.remark
        elide: Text.ElideRight
    }

    Hairline {
        visible: root.underlined
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
