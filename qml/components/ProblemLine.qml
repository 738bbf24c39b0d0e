import QtQuick
import Sojourn.Theme

// A sentence below a field whose content is not acceptable; takes no room while there is none.
Item {
    id: root

    required property string text

    implicitHeight: visible ? words.implicitHeight + 4 : 0
    visible: text !== ""
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text
    Accessible.ignored: root.text === ""

    Icon {
        y: 4
        size: 14
        name: "warning"
        color: Theme.vermilionText
    }

    BodyText {
        id: words
        x: 20
        y: 4
        width: root.width - 20
        text: root.text
        color: Theme.vermilionText
        wrapMode: Text.WordWrap
        Accessible.ignored: true
    }
}
