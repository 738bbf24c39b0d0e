pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// What is known about the thing that is selected, where there is width but no height.
Item {
    id: root

    required property SelectionFacts facts

    Column {
        id: summary
        x: Theme.pageMargin
        y: 6
        width: 208
        spacing: 6

        BodyText {
            width: parent.width
            text: Theme.unbroken(root.facts.headline)
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }

        SharesBar {
            visible: root.facts.barLooks.length > 0
            width: parent.width
            height: 10
            looks: root.facts.barLooks
            ratios: root.facts.barRatios
        }

        CaptionText {
            width: parent.width
            text: Theme.unbroken(root.facts.remark !== "" ? root.facts.remark : root.facts.note)
            wrapMode: Text.Wrap
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }

    Flickable {
        x: summary.x + summary.width + 24
        width: parent.width - x - Theme.pageMargin
        height: parent.height
        contentWidth: lines.width
        contentHeight: height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Flow {
            id: lines
            height: parent.height
            flow: Flow.TopToBottom

            Repeater {
                model: root.facts

                FactLine {
                    width: 248
                    height: 24
                    oneLine: true
                }
            }
        }
    }
}
