pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Who waits for whom at the playhead, link by link; in a run that can go on no more, what happened last.
Flickable {
    id: root

    required property WaitFacts waits
    required property StallFacts stall

    contentWidth: width
    contentHeight: column.implicitHeight + 20
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    T.ScrollBar.vertical: ThinScrollBar {
    }

    Column {
        id: column
        x: Theme.pageMargin
        y: 4
        width: root.width - 2 * Theme.pageMargin

        BodyText {
            objectName: "waitVerdict"
            width: parent.width
            bottomPadding: 8
            text: Theme.unbroken(root.waits.verdict)
            color: root.waits.circle ? Theme.text : Theme.textSecondary
            wrapMode: Text.WordWrap
        }

        Repeater {
            model: root.waits.links

            WaitChainLink {
                id: link
                width: column.width
                onChosen: root.waits.selectTask(link.task)
            }
        }

        CaptionText {
            visible: root.waits.more > 0
            topPadding: 8
            text: qsTr("and %1 more that wait").arg(root.waits.more)
        }

        LastEvents {
            objectName: "lastEvents"
            width: parent.width
            topPadding: 16
            facts: root.stall
        }
    }
}
