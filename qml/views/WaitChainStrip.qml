pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Who waits for whom, from left to right, where there is width but no height.
Flickable {
    id: root

    required property WaitFacts waits

    contentWidth: Math.max(width, steps.x + steps.width + Theme.pageMargin)
    contentHeight: height
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    T.ScrollBar.horizontal: ThinScrollBar {
    }

    Row {
        id: steps
        x: Theme.pageMargin
        y: 8

        Repeater {
            model: root.waits.links

            WaitChainStep {
                id: step
                onChosen: root.waits.selectTask(step.task)
            }
        }
    }

    BodyText {
        objectName: "waitVerdictSmall"
        x: Theme.pageMargin
        y: root.waits.links.count > 0 ? 48 : 8
        text: root.waits.verdict
        color: Theme.textSecondary
    }
}
