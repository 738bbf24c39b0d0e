pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What is wrong, where, and what to do: a sentence, the place, the lines of the file around it with the
// wrong piece marked, and repairs, the first of which is the obvious one.
Rectangle {
    id: root

    required property string title // a sentence
    property string place // file, line, path in the document
    property list<string> excerpt // lines of text
    property int firstLine: 1 // the number of the first of them
    property int wrongLine: -1 // the number of the marked one
    property int wrongColumn: 0 // from 1; 0: the whole line
    property int wrongLength: 0
    property list<string> actions // names of repairs
    property string note // right of them
    property string copyText: root.asText(title, place, excerpt)

    signal actionChosen(int index)

    implicitWidth: 640
    implicitHeight: column.implicitHeight + 32
    color: Theme.surface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title
    Accessible.description: root.place

    Rectangle {
        width: 4
        height: parent.height
        color: Theme.failed
    }

    Icon {
        x: 20
        y: 20
        name: "close"
        color: Theme.failed
        size: 18
    }

    Column {
        id: column
        x: 52
        y: 16
        width: root.width - x - 16
        spacing: 12

        Column {
            width: parent.width
            spacing: 4

            TitleText {
                width: parent.width
                text: root.title
                wrapMode: Text.WordWrap
            }

            BodyText {
                visible: text !== ""
                width: parent.width
                text: root.place
                color: Theme.textSecondary
                wrapMode: Text.WordWrap
            }
        }

        CodeExcerpt {
            visible: root.excerpt.length > 0
            width: parent.width
            lines: root.excerpt
            firstLine: root.firstLine
            wrongLine: root.wrongLine
            wrongColumn: root.wrongColumn
            wrongLength: root.wrongLength
        }

        Flow {
            width: parent.width
            spacing: 8

            Repeater {
                model: root.actions

                ButtonBase {
                    required property string modelData
                    required property int index
                    readonly property bool primary: index === 0

                    text: modelData
                    ink: primary ? Theme.textOnAccent : Theme.text
                    fill: primary ? Theme.accent : Theme.surface
                    hoverFill: primary ? Theme.accentHover : Theme.hover
                    edge: primary ? "transparent" : Theme.controlBorder
                    weight: primary ? Font.DemiBold : Font.Medium
                    onClicked: root.actionChosen(index)
                }
            }

            QuietButton {
                iconName: copied.running ? "check" : "copy"
                text: copied.running ? qsTr("Copied") : qsTr("Copy message")
                onClicked: root.copyMessage()
            }

            BodyText {
                visible: text !== ""
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                text: root.note
                color: Theme.textSecondary
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
        text: root.copyText
    }

    Timer {
        id: copied
        interval: 1500
    }

    function asText(title: string, place: string, excerpt: list<string>): string {
        return [title, place, ...excerpt].filter(line => line !== "").join("\n");
    }

    function copyMessage() {
        clipboard.selectAll();
        clipboard.copy();
        copied.restart();
    }
}
