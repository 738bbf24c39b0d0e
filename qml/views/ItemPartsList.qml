pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The mean sojourn of an item, split into where it was spent, and who holds the items up.
Flickable {
    id: root

    required property ItemParts parts

    contentWidth: width
    contentHeight: column.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Where an item spends its time")

    TextMetrics {
        id: shareMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.captionSize
        text: root.parts.widestShare
    }

    Column {
        id: column
        width: root.width
        topPadding: 6
        bottomPadding: 12

        Item {
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            height: mean.height + 4

            TitleText {
                id: mean
                text: root.parts.mean
                Accessible.role: Accessible.StaticText
            }

            BodyText {
                x: mean.width + 8
                anchors.baseline: mean.baseline
                width: parent.width - x
                text: root.parts.remark
                color: Theme.textSecondary
                elide: Text.ElideRight
            }
        }

        SharesBar {
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            looks: root.parts.barLooks
            ratios: root.parts.barRatios
        }

        Item {
            width: 1
            height: 6
        }

        Repeater {
            model: root.parts

            Item {
                id: line

                required property int look
                required property string value
                required property string share
                required property string words

                x: Theme.pageMargin
                width: column.width - 2 * Theme.pageMargin
                height: 22
                Accessible.role: Accessible.ListItem
                Accessible.name: qsTr("%1: %2, %3").arg(line.words).arg(line.value).arg(line.share)

                StateSwatch {
                    y: 5
                    width: 12
                    height: 12
                    look: line.look
                }

                BodyText {
                    x: 20
                    anchors.verticalCenter: parent.verticalCenter
                    width: value.x - x - 8
                    text: line.words
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                BodyText {
                    id: value
                    anchors.right: parent.right
                    anchors.rightMargin: Math.ceil(shareMetrics.advanceWidth) + 10
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.value
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }

                CaptionText {
                    anchors.right: parent.right
                    anchors.baseline: value.baseline
                    text: line.share
                    Accessible.ignored: true
                }
            }
        }

        BodyText {
            visible: bottleneck.text !== ""
            x: Theme.pageMargin
            topPadding: 10
            text: qsTr("The bottleneck")
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }

        BodyText {
            id: bottleneck
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            text: Theme.unbroken(root.parts.bottleneck)
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }
    }
}
