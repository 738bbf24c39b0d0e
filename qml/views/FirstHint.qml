import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// What to try first, where the inspector will stand. The buttons stay where they are seen: in little room the hints scroll.
Item {
    id: root

    required property bool playing
    required property bool live // dragging lets go of the present

    signal gotIt
    signal otherScenarios

    Flickable {
        id: hints
        width: root.width
        height: Math.max(0, Math.min(contentHeight, root.height - buttons.height - 8))
        contentWidth: width
        contentHeight: card.y + card.height + 8
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        clip: true

        RaisedCard {
            id: card
            x: Theme.pageMargin
            y: 12
            width: root.width - 2 * Theme.pageMargin

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
    }

    Row {
        id: buttons
        x: Theme.pageMargin
        y: hints.height
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
