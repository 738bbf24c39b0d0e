import QtQuick
import Sojourn.Components
import Sojourn.Theme

// Says what will stand here once something is selected.
Item {
    id: root

    Column {
        x: Theme.pageMargin
        y: 8
        width: root.width - 2 * Theme.pageMargin
        spacing: 4

        BodyText {
            width: parent.width
            text: qsTr("Nothing is selected")
            font.weight: Font.DemiBold
            wrapMode: Text.WordWrap
        }

        BodyText {
            width: parent.width
            text: qsTr("Click an item, a task or a queue: it is marked in every view, and its story stands here.")
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }
    }
}
