import QtQuick
import Sojourn.Dialogs

// Every key and what it does.
Card {
    id: root

    implicitWidth: 760

    contentItem: CardContent {
        title: qsTr("Keys")
        onClosed: root.close()

        Row {
            width: parent.width
            spacing: 32

            Column {
                width: (parent.width - 32) / 2
                spacing: 16

                KeyGroup {
                    width: parent.width
                    title: qsTr("The run")

                    KeyLine {
                        width: parent.width
                        keys: [qsTr("Space")]
                        does: qsTr("Run, pause")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["."]
                        does: qsTr("Step forward, one event")
                    }

                    KeyLine {
                        width: parent.width
                        keys: [","]
                        does: qsTr("Step back, one event")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["R"]
                        does: qsTr("Restart with the same seed")
                    }
                }

                KeyGroup {
                    width: parent.width
                    title: qsTr("The window")

                    KeyLine {
                        width: parent.width
                        keys: ["Ctrl+N"]
                        does: qsTr("Choose a scenario")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["C"]
                        does: qsTr("The program, and back")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["Ctrl+O"]
                        does: qsTr("Open a scenario file")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["Ctrl+E"]
                        does: qsTr("Export the run")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["?"]
                        does: qsTr("These keys")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["Ctrl+Q"]
                        does: qsTr("Quit")
                    }
                }
            }

            Column {
                width: (parent.width - 32) / 2
                spacing: 16

                KeyGroup {
                    width: parent.width
                    title: qsTr("The timeline")

                    KeyLine {
                        width: parent.width
                        keys: ["F"]
                        does: qsTr("Frame the whole run")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["+", "−"]
                        does: qsTr("Zoom in, out")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["←", "→"]
                        does: qsTr("Earlier, later")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["↑", "↓"]
                        does: qsTr("Zoom, or scroll the lanes")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["W", "A", "S", "D"]
                        does: qsTr("The same as the arrows")
                    }

                    KeyLine {
                        width: parent.width
                        keys: [qsTr("Home"), qsTr("End")]
                        does: qsTr("To the start, to the end")
                    }

                    KeyLine {
                        width: parent.width
                        keys: [qsTr("Wheel")]
                        does: qsTr("Zoom at the pointer")
                    }

                    KeyLine {
                        width: parent.width
                        keys: [qsTr("Double click")]
                        does: qsTr("Frame that span")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["G"]
                        does: qsTr("Fold or unfold the groups")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["P"]
                        does: qsTr("Pin the selected lane")
                    }

                    KeyLine {
                        width: parent.width
                        keys: ["Esc"]
                        does: qsTr("Select nothing")
                    }
                }
            }
        }
    }
}
