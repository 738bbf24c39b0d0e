import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// One line of what is known about the selected thing: its mark, a value, what it means.
Item {
    id: root

    required property int mark
    required property int look
    required property string value
    required property string words
    property bool oneLine: false

    implicitHeight: Math.max(26, text.implicitHeight + 8)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.value === "" ? root.words : qsTr("%1: %2").arg(root.value).arg(root.words)

    Rectangle {
        visible: root.mark === SelectionFacts.Ring || root.mark === SelectionFacts.Dot
        x: 5
        y: 9
        width: 10
        height: 10
        radius: 5
        color: root.mark === SelectionFacts.Dot ? Theme.accent : "transparent"
        border.width: 2
        border.color: Theme.accent
    }

    StateSwatch {
        visible: root.mark === SelectionFacts.Bar
        x: 7
        y: 2
        width: 6
        height: root.height - 4
        look: root.look
    }

    BodyText {
        id: number
        x: 20
        y: 5
        width: 64
        horizontalAlignment: Text.AlignRight
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 10
        text: root.value
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    BodyText {
        id: text
        x: root.value === "" ? 24 : 96
        y: 5
        width: root.width - x
        text: Theme.unbroken(root.words)
        wrapMode: root.oneLine ? Text.NoWrap : Text.Wrap
        elide: root.oneLine ? Text.ElideRight : Text.ElideNone
        color: root.mark === SelectionFacts.Bar ? Theme.textSecondary : Theme.text
        Accessible.ignored: true
    }
}
