import QtQuick
import QtQuick.Templates as T
import Sojourn.Dialogs
import Sojourn.ViewModels

// Every key and what it does.
Card {
    id: root

    required property CommandTable table

    readonly property real windowHeight: T.Overlay.overlay ? T.Overlay.overlay.height : 0

    implicitWidth: 772

    contentItem: CardContent {
        title: qsTr("Keys")
        onClosed: root.close()

        KeyColumns {
            objectName: "keyColumns"
            width: parent.width
            table: root.table
            roomHeight: root.windowHeight - 2 * (root.padding + root.margins) - 48
        }
    }
}
