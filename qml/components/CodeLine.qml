import QtQuick
import Sojourn.Theme

// A line of code with its number; a marked line has a tint, and the wrong piece of it is underlined.
Rectangle {
    id: root

    required property string text
    required property int number
    property bool marked: false
    property int markFrom: -1 // index of the first wrong character; -1: none
    property int markLength: 0

    readonly property bool hasPiece: marked && markFrom >= 0 && markLength > 0

    implicitWidth: code.x + code.implicitWidth + 16
    implicitHeight: Theme.codeLineHeight
    color: marked ? Theme.errorSoft : "transparent"
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("line %1: %2").arg(root.number).arg(root.text)

    CodeText {
        width: 32
        horizontalAlignment: Text.AlignRight
        text: root.number
        color: Theme.textSecondary
    }

    Row {
        id: code
        x: 64

        CodeText {
            text: root.fixed(root.hasPiece ? root.text.slice(0, root.markFrom) : root.text)
        }

        CodeText {
            visible: root.hasPiece
            text: root.fixed(root.text.slice(root.markFrom, root.markFrom + root.markLength))
            color: Theme.vermilionText
            font.weight: Font.DemiBold

            Rectangle {
                y: parent.height - 4
                width: parent.width
                height: 2
                color: Theme.failed
            }
        }

        CodeText {
            visible: root.hasPiece
            text: root.fixed(root.text.slice(root.markFrom + root.markLength))
        }
    }

    // Blanks at the end of a Text have no width; those that do not break have.
    function fixed(piece: string): string {
        return piece.replace(/ /g, "\u00a0");
    }
}
