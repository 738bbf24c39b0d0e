import QtQuick
import Sojourn.Components
import Sojourn.Theme

// Says why a view shows nothing and what will fill it; centred in the room it is given. `kind` is one of
// EmptyGlyph.Lanes, Dots, Slots, Bars.
Item {
    id: root

    required property string title
    property string text
    property alias kind: glyph.kind

    readonly property bool beside: width >= 480 // the glyph stands beside the text, or above it

    implicitWidth: 600
    implicitHeight: beside ? Math.max(glyph.height, words.height) : glyph.height + 12 + words.height
    Accessible.role: Accessible.StaticText
    Accessible.name: root.title
    Accessible.description: root.text

    readonly property real blockWidth: beside ? glyph.width + 24 + words.width : words.width
    readonly property real leftEdge: Math.max(0, (width - blockWidth) / 2)

    EmptyGlyph {
        id: glyph
        x: root.beside ? root.leftEdge : (root.width - width) / 2
        y: (root.height - root.implicitHeight) / 2 + (root.beside ? (root.implicitHeight - height) / 2 : 0)
        width: root.beside ? 160 : 120
        height: root.beside ? 64 : 48
        color: Theme.border
        Accessible.ignored: true
    }

    Column {
        id: words
        x: root.beside ? glyph.x + glyph.width + 24 : root.leftEdge
        y: root.beside ? (root.height - height) / 2 : glyph.y + glyph.height + 12
        width: Math.max(0, Math.min(416, root.beside ? root.width - glyph.width - 24 : root.width))
        spacing: 4

        BodyText {
            width: parent.width
            text: root.title
            font.weight: Font.DemiBold
            wrapMode: Text.WordWrap
            horizontalAlignment: root.beside ? Text.AlignLeft : Text.AlignHCenter
        }

        BodyText {
            visible: text !== ""
            width: parent.width
            text: root.text
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
            horizontalAlignment: root.beside ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}
