import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One kind of finding: what it is, and where the first one is.
Column {
    id: root

    required property string sentence
    required property string place
    required property bool leads // somewhere in the timeline

    spacing: 2

    BodyText {
        width: root.width
        text: root.sentence
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }

    CaptionText {
        visible: root.place !== ""
        width: root.width
        text: root.place
        color: root.leads ? Theme.accent : Theme.textSecondary
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }
}
