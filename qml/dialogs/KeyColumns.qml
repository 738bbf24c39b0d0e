import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.ViewModels

// The keys by what they concern, in two columns; scrolled where the window is too low for them.
Flickable {
    id: root

    required property CommandTable table
    required property real roomHeight // there is no more

    readonly property real half: (width - 32 - 12) / 2

    implicitHeight: Math.min(columns.height, roomHeight)
    contentHeight: columns.height
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    T.ScrollBar.vertical: ThinScrollBar {
        id: bar
    }

    Shortcut {
        sequences: ["Down", "PgDown"]
        enabled: root.visible
        onActivated: bar.increase()
    }

    Shortcut {
        sequences: ["Up", "PgUp"]
        enabled: root.visible
        onActivated: bar.decrease()
    }

    Row {
        id: columns
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
                title: qsTr("The run before")
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
