import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme

// A command in the palette, below the heading of its group where it is the first of it: its name with what was typed marked, what it would do here and now, its keys.
T.AbstractButton {
    id: line

    required property string title // HTML
    required property string plainTitle
    required property string heading // empty where the line above has the same
    required property string remark
    required property string iconName
    required property list<string> keys
    required property bool available // otherwise the remark says why not
    required property int index
    required property bool current

    readonly property real headingRoom: heading === "" ? 0 : 28

    implicitHeight: 32 + headingRoom
    topInset: headingRoom
    topPadding: headingRoom
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: line.plainTitle
    Accessible.description: line.remark
    Accessible.selected: line.current
    Accessible.onPressAction: line.clicked()

    background: Rectangle {
        radius: Theme.buttonRadius
        color: line.current ? Theme.accentSoft : (line.hovered ? Theme.hover : "transparent")
        border.width: line.current ? 2 : 0
        border.color: Theme.accent
    }

    contentItem: PaletteLineContent {
        title: line.title
        remark: line.remark
        iconName: line.iconName
        keys: line.keys
        opacity: line.available ? 1 : 0.6
    }

    CaptionText {
        x: 8
        y: 10
        text: line.heading
        font.weight: Font.DemiBold
    }
}
