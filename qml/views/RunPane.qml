import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// While nothing is selected: where an item spends its time, and below it what the run prints. In a run without items
// the log has a panel of its own, and here stands what a selection would show.
Item {
    id: root

    required property Session session
    required property LogLines lines

    readonly property bool hasParts: parts.present

    ItemParts {
        id: parts
        document: root.session.document
        numbers: root.session.numbers
        active: root.visible
    }

    ItemPartsList {
        id: list
        objectName: "itemParts"
        visible: root.hasParts
        width: parent.width
        height: !visible ? 0 : !log.visible ? parent.height : Math.min(contentHeight, Math.round(parent.height * 0.6))
        parts: parts
    }

    NothingSelected {
        visible: !root.hasParts && !log.visible
        anchors.fill: parent
    }

    Hairline {
        visible: root.hasParts && log.visible
        y: list.height
        width: parent.width
    }

    LogPane {
        id: log
        visible: !empty && !root.session.numbers.itemless
        y: root.hasParts ? list.height + 1 : 0
        width: parent.width
        height: parent.height - y
        session: root.session
        lines: root.lines
    }
}
