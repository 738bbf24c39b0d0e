pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Who waits for whom, from left to right, where there is width but no height. The sentence stays while the chain scrolls.
Item {
    id: root

    required property WaitFacts waits

    clip: true

    Flickable {
        objectName: "waitSteps"
        width: root.width
        height: verdict.y
        contentWidth: Math.max(width, steps.x + steps.width + Theme.pageMargin)
        contentHeight: height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.horizontal: ThinScrollBar {
            implicitHeight: 6
            padding: 1
        }

        Row {
            id: steps
            x: Theme.pageMargin
            y: Math.max(0, verdict.y - 44) // the cards, and the scroll bar below them

            Repeater {
                model: root.waits.links

                WaitChainStep {
                    id: step
                    onChosen: root.waits.selectTask(step.task)
                }
            }
        }
    }

    CaptionText {
        id: verdict
        objectName: "waitVerdictSmall"
        x: Theme.pageMargin
        y: root.waits.links.count > 0 ? Math.min(52, root.height - height) : 8
        width: root.width - 2 * Theme.pageMargin
        text: Theme.unbroken(root.waits.verdict)
        wrapMode: Text.WordWrap
        maximumLineCount: 2
        elide: Text.ElideRight
    }
}
