pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Who waits for whom, link by link, in a run that can go on no more.
Flickable {
    id: root

    required property StallFacts facts

    contentWidth: width
    contentHeight: column.implicitHeight + 20
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    T.ScrollBar.vertical: ThinScrollBar {
    }

    Column {
        id: column
        x: Theme.pageMargin
        y: 8
        width: root.width - 2 * Theme.pageMargin

        BodyText {
            text: qsTr("Who waits for whom")
            font.weight: Font.DemiBold
            bottomPadding: 8
            Accessible.role: Accessible.Heading
        }

        Repeater {
            model: root.facts.chain

            WaitChainLink {
                id: link
                width: column.width
                onChosen: root.facts.selectTask(link.task)
            }
        }

        BodyText {
            topPadding: 8
            width: parent.width
            text: Theme.unbroken(root.facts.verdict)
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }

        LastEvents {
            objectName: "lastEvents"
            width: parent.width
            topPadding: 16
            facts: root.facts
        }
    }
}
