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

    required property StallFacts facts

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
            model: root.facts.chain

            WaitChainStep {
                id: step
                onChosen: root.facts.selectTask(step.task)
            }
        }
    }

    BodyText {
        x: Theme.pageMargin
        y: 48
        text: root.facts.verdict
        color: Theme.textSecondary
    }
}
