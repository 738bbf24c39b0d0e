import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One figure of a measured stretch: its swatch where it is a state's, a value, what it means.
Item {
    id: root

    required property int look // -1: none
    required property string value
    required property string words

    implicitHeight: 20
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 %2").arg(root.value).arg(root.words)

    StateSwatch {
        visible: root.look >= 0
        anchors.verticalCenter: parent.verticalCenter
        width: 14
        height: 10
        look: Math.max(0, root.look)
    }

    BodyText {
        x: 20
        width: 52
        anchors.verticalCenter: parent.verticalCenter
        text: root.value
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    BodyText {
        x: 76
        width: root.width - x
        anchors.verticalCenter: parent.verticalCenter
        text: root.words
        color: Theme.textSecondary
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
