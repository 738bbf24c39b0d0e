pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// Over the views of a run that can go on no more: who waits for whom, in a sentence and by name.
Rectangle {
    id: root

    required property StallFacts facts
    required property StallRemedies remedies
    required property bool compact

    readonly property real buttonHeight: compact ? 28 : Theme.controlHeight
    readonly property int shown: compact ? 0 : Math.min(facts.names.length, 2) // a small window has the chain alone
    readonly property int more: facts.more + facts.names.length - shown

    signal programRequested
    signal whereRequested
    signal againRequested

    implicitHeight: facts.present ? column.implicitHeight + 24 : 0
    visible: facts.present
    color: Theme.surface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.facts.title
    Accessible.description: root.facts.text

    Rectangle {
        width: 4
        height: parent.height
        color: Theme.waitingGet
    }

    StateSwatch {
        x: 20
        y: 14
        width: 20
        height: 18
        look: StatePattern.WaitingGet
    }

    Column {
        id: column
        x: 52
        y: 12
        width: root.width - x - 16
        spacing: root.compact ? 4 : 8

        Column {
            width: parent.width
            spacing: 2

            TitleText {
                objectName: "stallTitle"
                width: parent.width
                text: Theme.unbroken(root.facts.title)
                font.pixelSize: root.compact ? 15 : Theme.titleSize
                lineHeight: root.compact ? 20 : Theme.titleLineHeight
                wrapMode: Text.WordWrap
            }

            BodyText {
                width: parent.width
                text: Theme.unbroken(root.facts.text)
                color: Theme.textSecondary
                wrapMode: Text.WordWrap
            }
        }

        Column {
            visible: root.shown > 0
            width: parent.width
            spacing: 2

            Repeater {
                model: root.facts.names

                Item {
                    id: line

                    required property string modelData
                    required property int index

                    visible: index < root.shown
                    width: column.width
                    height: 24

                    QuietButton {
                        id: who
                        objectName: "stalledTask" + line.index
                        x: -8
                        height: 24
                        leftPadding: 8
                        rightPadding: 8
                        text: line.modelData
                        hint: qsTr("Select this task in every view")
                        onClicked: root.facts.select(line.index)
                    }

                    BodyText {
                        anchors.verticalCenter: parent.verticalCenter
                        x: who.x + who.width
                        width: parent.width - x
                        text: root.facts.reasons[line.index] ?? ""
                        elide: Text.ElideRight
                    }
                }
            }

            BodyText {
                visible: root.more > 0
                text: qsTr("and %1 more").arg(root.more)
                color: Theme.textSecondary
            }
        }

        Flow {
            width: parent.width
            spacing: 8

            Repeater {
                model: root.remedies

                ButtonBase {
                    required property string title
                    required property string explanation
                    required property int index
                    readonly property bool first: index === 0 // what is most wanted

                    objectName: "remedy" + index
                    visible: first || !root.compact
                    height: root.buttonHeight
                    ink: first ? Theme.textOnAccent : Theme.text
                    fill: first ? Theme.accent : Theme.surface
                    hoverFill: first ? Theme.accentHover : Theme.hover
                    edge: first ? "transparent" : Theme.controlBorder
                    text: title
                    hint: explanation
                    onClicked: root.remedies.apply(index)
                }
            }

            OutlineButton {
                objectName: "stallAgain"
                height: root.buttonHeight
                iconName: "restart"
                text: qsTr("Run again")
                hint: qsTr("The same run with the same seed")
                keyHint: qsTr("Space")
                onClicked: root.againRequested()
            }

            OutlineButton {
                objectName: "stallWhere"
                visible: root.facts.culprit >= 0
                height: root.buttonHeight
                text: qsTr("Show where")
                hint: qsTr("Marks the task that the others wait for in every view, and goes to where its wait begins")
                onClicked: root.whereRequested()
            }

            OutlineButton {
                objectName: "stallProgram"
                height: root.buttonHeight
                text: qsTr("Show the program")
                hint: qsTr("Each task stands at the step where it waits")
                onClicked: root.programRequested()
            }

            IconButton {
                objectName: "stallCopy"
                height: root.buttonHeight
                iconName: copied.running ? "check" : "copy"
                text: copied.running ? qsTr("Copied") : qsTr("Copy the message, with every task that waits")
                onClicked: root.copyMessage()
            }
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    // The way to the clipboard without C++.
    TextEdit {
        id: clipboard
        visible: false
        text: root.facts.copyText
    }

    Timer {
        id: copied
        interval: 1500
    }

    function copyMessage() {
        clipboard.selectAll();
        clipboard.copy();
        copied.restart();
    }
}
