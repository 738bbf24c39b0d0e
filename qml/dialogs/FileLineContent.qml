import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What stands in a line of files.
Item {
    id: root

    required property string name
    required property bool isFolder
    required property date changed

    implicitHeight: 16

    Icon {
        visible: root.isFolder
        anchors.verticalCenter: parent.verticalCenter
        name: "folder"
        color: Theme.textSecondary
    }

    BodyText {
        x: 24
        anchors.verticalCenter: parent.verticalCenter
        width: day.x - x - 16
        text: root.name
        elide: Text.ElideMiddle
        Accessible.ignored: true
    }

    CaptionText {
        id: day
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.changed.toLocaleDateString(Qt.locale(), Locale.ShortFormat)
        color: Theme.textSecondary
        Accessible.ignored: true
    }
}
