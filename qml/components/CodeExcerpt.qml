pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// Lines of a file with their numbers, one of them marked and a piece of it underlined. Long lines scroll.
Rectangle {
    id: root

    required property list<string> lines
    property int firstLine: 1
    property int wrongLine: -1
    property int wrongColumn: 0
    property int wrongLength: 0

    implicitHeight: column.implicitHeight + 16
    radius: Theme.cardRadius
    color: Theme.panel
    border.width: 1
    border.color: Theme.hairline

    Flickable {
        x: 1
        y: 8
        width: parent.width - 2
        height: column.implicitHeight
        contentWidth: Math.max(width, column.implicitWidth)
        contentHeight: column.implicitHeight
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column

            Repeater {
                model: root.lines

                CodeLine {
                    required property string modelData
                    required property int index
                    readonly property bool wrong: root.firstLine + index === root.wrongLine

                    width: Math.max(implicitWidth, root.width - 2)
                    text: modelData
                    number: root.firstLine + index
                    marked: wrong
                    markFrom: wrong ? root.wrongColumn - 1 : -1
                    markLength: root.wrongLength
                }
            }
        }
    }
}
