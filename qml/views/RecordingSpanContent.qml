import QtQuick
import Sojourn.Components

// What stands on the line of a span: how it looks, its name, how long it took, and when it began where there is room.
Item {
    id: root

    required property int look
    required property string title
    required property string length
    required property string at

    StateSwatch {
        x: 8
        anchors.verticalCenter: parent.verticalCenter
        look: root.look
    }

    BodyText {
        x: 36
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, took.x - x - 8)
        text: root.title
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    BodyText {
        id: took
        x: begin.x - width - 8
        anchors.verticalCenter: parent.verticalCenter
        text: root.length
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        id: begin
        width: root.at === "" ? 0 : Math.max(60, implicitWidth)
        horizontalAlignment: Text.AlignRight
        anchors.right: parent.right
        anchors.rightMargin: root.at === "" ? 0 : 12
        anchors.verticalCenter: parent.verticalCenter
        text: root.at
        Accessible.ignored: true
    }
}
