pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// What is known about the thing that is selected.
Flickable {
    id: root

    required property SelectionFacts facts
    required property Session session
    property bool headed: true

    contentWidth: width
    contentHeight: column.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true

    Column {
        id: column
        width: root.width
        spacing: 8
        topPadding: 4
        bottomPadding: 12

        Item {
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            height: headline.height

            TitleText {
                id: headline
                width: Math.min(implicitWidth, parent.width)
                text: Theme.unbroken(root.facts.headline)
                font.pixelSize: root.facts.isItem ? Theme.titleSize : Theme.bodySize
                lineHeight: root.facts.isItem ? Theme.titleLineHeight : Theme.bodyLineHeight
                wrapMode: Text.Wrap
                Accessible.role: Accessible.StaticText
            }

            BodyText {
                x: headline.width + 8
                anchors.baseline: headline.baseline
                width: parent.width - x
                text: root.facts.remark
                color: Theme.textSecondary
                elide: Text.ElideRight
            }
        }

        SharesBar {
            visible: root.facts.barLooks.length > 0
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            looks: root.facts.barLooks
            ratios: root.facts.barRatios
        }

        Column {
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin

            Repeater {
                model: root.facts

                FactLine {
                    width: parent?.width ?? 0
                }
            }
        }

        CaptionText {
            visible: text !== ""
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            text: Theme.unbroken(root.facts.note)
            wrapMode: Text.Wrap
        }

        Flow {
            visible: root.facts.isItem
            objectName: "itemSteps"
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            spacing: 8

            OutlineButton {
                iconName: "chevronLeft"
                text: qsTr("Put before")
                hint: qsTr("The item that was put just before this one")
                onClicked: root.facts.selectPutBefore()
            }

            OutlineButton {
                iconName: "chevronRight"
                iconAtRight: true
                text: qsTr("Put after")
                hint: qsTr("The item that was put just after this one")
                onClicked: root.facts.selectPutAfter()
            }
        }

        TaskSteps {
            objectName: "taskSteps"
            visible: root.facts.isTask
            x: Theme.pageMargin
            session: root.session
        }
    }
}
