import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels

// Whether what B has over A is more than luck: the difference with several seeds.
Column {
    id: root

    required property Comparison comparison

    spacing: 8

    Item {
        width: parent.width
        height: 28

        SectionHeading {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - figure.width - 8
            text: qsTr("How sure")
        }

        Combo {
            id: figure
            objectName: "pairedFigure"
            anchors.right: parent.right
            width: 156
            height: 28
            leftPadding: 8
            rightPadding: 28
            label: qsTr("Figure")
            model: root.comparison.pairedChoices
            currentIndex: root.comparison.pairedChoice()
            displayText: root.comparison.pairedChoices[root.comparison.pairedChoice()]
            onActivated: index => root.comparison.choosePaired(index)

            Connections {
                target: root.comparison

                function onPairedFigureChanged() {
                    figure.currentIndex = root.comparison.pairedChoice();
                    figure.displayText = root.comparison.pairedChoices[figure.currentIndex];
                }
            }
        }
    }

    SeedDots {
        objectName: "seedDots"
        visible: root.comparison.canPair
        width: parent.width
        height: 88
        values: root.comparison.pairedChanges
        mean: root.comparison.pairedMean
        low: root.comparison.pairedLow
        high: root.comparison.pairedHigh
        unit: root.comparison.pairedUnit
        dark: Theme.dark
        fontFamily: Theme.fontFamily
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Change with each seed")
        Accessible.description: root.comparison.pairedSentence
    }

    CaptionText {
        visible: root.comparison.canPair
        width: parent.width
        text: qsTr("B − A, a dot a seed; the band is the 95 % interval of the mean.")
        wrapMode: Text.WordWrap
    }

    // As high with few words as with many: what stands below keeps its place while seeds come in.
    Item {
        width: parent.width
        height: Math.max(sentence.implicitHeight, root.comparison.canPair ? 2 * Theme.captionLineHeight : 0)

        CaptionText {
            id: sentence
            width: parent.width - (stop.visible ? stop.width + 8 : 0)
            text: root.comparison.pairedSentence
            wrapMode: Text.WordWrap
        }

        QuietButton {
            id: stop
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: root.comparison.pairing
            text: qsTr("Stop")
            hint: qsTr("Runs no further seeds")
            onClicked: root.comparison.stopPairing()
        }
    }
}
