import QtQuick
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme

// What the program is.
Card {
    id: root

    contentItem: CardContent {
        title: Qt.application.version === "" ? qsTr("Sojourn") : qsTr("Sojourn %1").arg(Qt.application.version)
        onClosed: root.close()

        BodyText {
            width: parent.width
            text: qsTr("See where every item in your queues spends its time.")
            font.weight: Font.Medium
            wrapMode: Text.WordWrap
        }

        BodyText {
            width: parent.width
            text: qsTr("Producers make items, queues hold them, consumers take them. A scenario says who does what; a run of it is recorded event by event, so that any instant of it can be looked at again.")
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }
    }
}
