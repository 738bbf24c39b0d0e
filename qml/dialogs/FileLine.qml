import QtQuick
import QtQuick.Templates as T
import Sojourn.Dialogs
import Sojourn.Theme

// A file or folder in a list of them, with the day it was last changed.
T.ItemDelegate {
    id: line

    required property string fileName
    required property bool fileIsDir
    required property date fileModified

    implicitHeight: 28
    leftPadding: 8
    rightPadding: 12
    hoverEnabled: true
    text: line.fileName
    Accessible.role: Accessible.ListItem
    Accessible.name: line.fileIsDir ? qsTr("folder %1").arg(line.fileName) : line.fileName
    Accessible.onPressAction: line.clicked()

    contentItem: FileLineContent {
        name: line.fileName
        isFolder: line.fileIsDir
        changed: line.fileModified
    }

    background: Rectangle {
        radius: Theme.fieldRadius
        color: line.highlighted ? Theme.accentSoft : Theme.hover
        visible: line.highlighted || line.hovered
    }
}
