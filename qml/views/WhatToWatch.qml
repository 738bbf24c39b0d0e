import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What is worth looking at in this scenario, for somebody who sees it for the first time.
Column {
    id: root

    required property string about
    required property bool virtualClock
    readonly property alias truncated: words.truncated
    property int lines: 0 // how many there is room for; 0: all of them

    spacing: 4

    BodyText {
        id: heading
        text: qsTr("What to watch")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }

    BodyText {
        id: words
        width: root.width
        text: root.about
        color: Theme.textSecondary
        wrapMode: Text.WordWrap
        elide: root.lines > 0 ? Text.ElideRight : Text.ElideNone
        maximumLineCount: root.lines > 0 ? root.lines : 1000
    }

    CaptionText {
        id: note
        visible: root.lines === 0
        width: root.width
        topPadding: 4
        text: root.virtualClock ? qsTr("A put or a get takes no virtual time, so it is drawn as a tick.") : qsTr("Real clock: times are measured, and a second run differs in the last digits.")
        wrapMode: Text.WordWrap
    }
}
