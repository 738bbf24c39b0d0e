import QtQuick
import Sojourn.Dialogs
import Sojourn.ViewModels

// Every key and what it does.
Card {
    id: root

    required property CommandTable table

    readonly property real half: (implicitWidth - leftPadding - rightPadding - 32) / 2

    implicitWidth: 760

    contentItem: CardContent {
        title: qsTr("Keys")
        onClosed: root.close()

        Row {
            spacing: 32

            Column {
                width: root.half
                spacing: 16

                KeyGroup {
                    width: parent.width
                    title: qsTr("The run")
                    table: root.table
                }

                KeyGroup {
                    width: parent.width
                    title: qsTr("The window")
                    table: root.table
                }
            }

            Column {
                width: root.half
                spacing: 16

                KeyGroup {
                    width: parent.width
                    title: qsTr("The timeline")
                    table: root.table
                }

                KeyGroup {
                    width: parent.width
                    title: qsTr("What is selected")
                    table: root.table
                }
            }
        }
    }
}
