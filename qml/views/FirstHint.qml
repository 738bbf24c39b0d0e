import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// What to try first, where the inspector will stand.
Flickable {
    id: root

    required property bool playing
    required property bool live // dragging lets go of the present

    signal gotIt
    signal otherScenarios

    contentWidth: width
    contentHeight: column.implicitHeight + 24
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    Column {
        id: column
        x: Theme.pageMargin
        y: 12
        width: root.width - 2 * Theme.pageMargin
        spacing: 12

        RaisedCard {
            width: parent.width

            contentItem: Column {
                spacing: 4

                Item {
                    width: parent.width
                    height: 24

                    BodyText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: root.playing ? qsTr("This is running now") : qsTr("This run stands still")
                        font.weight: Font.DemiBold
                        Accessible.role: Accessible.Heading
                    }

                    IconButton {
                        anchors.right: parent.right
                        anchors.rightMargin: -4
                        small: true
                        iconName: "close"
                        text: qsTr("Close the hint")
                        onClicked: root.gotIt()
                    }
                }

                HintLine {
                    width: parent.width
                    key: qsTr("Space")
                    title: root.playing ? qsTr("Pause and look around") : qsTr("Play on")
                    text: root.playing ? qsTr("Nothing is lost: the run is recorded.") : qsTr("From where the playhead stands.")
                }

                HintLine {
                    width: parent.width
                    key: qsTr("Drag")
                    title: qsTr("Back to any moment")
                    text: root.live ? qsTr("Following stops, and starts again with its chip.") : qsTr("Along the ruler: every view shows that instant.")
                }

                HintLine {
                    width: parent.width
                    key: qsTr("Click")
                    title: qsTr("An item or a task")
                    text: qsTr("It is then marked in every view.")
                }

                HintLine {
                    width: parent.width
                    key: "?"
                    title: qsTr("Every key")
                    text: qsTr("A list of all of them.")
                }
            }
        }

        Row {
            spacing: 8

            OutlineButton {
                objectName: "gotIt"
                text: qsTr("Got it")
                onClicked: root.gotIt()
            }

            QuietButton {
                text: qsTr("Other scenarios")
                onClicked: root.otherScenarios()
            }
        }
    }
}
