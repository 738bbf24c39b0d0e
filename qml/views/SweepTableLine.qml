pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One setting in a table.
Rectangle {
    id: root

    required property int cell
    required property list<string> texts
    required property bool strong
    required property list<real> widths // by column; 0: there is no room for it
    required property real apart
    // No text is elided: for tests.
    readonly property bool whole: {
        for (let i = 0; i < cells.count; ++i)
            if ((cells.itemAt(i) as BodyText)?.truncated)
                return false;
        return true;
    }
    property bool marked: false

    signal chosen(int cell)

    implicitHeight: 24
    color: marked ? Theme.accentSoft : (hover.hovered ? Theme.hover : "transparent")
    radius: Theme.fieldRadius
    Accessible.role: Accessible.ListItem
    Accessible.name: Array.from(root.texts).join(", ")
    Accessible.onPressAction: root.chosen(root.cell)

    Row {
        Repeater {
            id: cells
            model: root.texts

            BodyText {
                required property string modelData
                required property int index

                visible: width > 0
                width: root.widths[index] ?? 0
                height: 24
                leftPadding: index === 0 ? 4 : 0
                rightPadding: root.apart
                horizontalAlignment: index === 0 ? Text.AlignLeft : Text.AlignRight
                verticalAlignment: Text.AlignVCenter
                text: modelData
                font.weight: root.strong && index === 0 ? Font.DemiBold : Font.Normal
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    HoverHandler {
        id: hover
        cursorShape: Qt.PointingHandCursor
    }

    TapHandler {
        onTapped: root.chosen(root.cell)
    }
}
