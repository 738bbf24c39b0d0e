pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// The numbers of A and B, and their differences.
Column {
    id: root

    required property Comparison comparison

    readonly property real column: Math.floor(width * 0.26)
    readonly property real gap: 10

    Item {
        width: parent.width
        height: 20

        Repeater {
            model: [qsTr("A"), qsTr("B"), qsTr("B − A")]

            CaptionText {
                required property string modelData
                required property int index

                x: root.width - (3 - index) * root.column
                width: root.column
                text: modelData
                horizontalAlignment: Text.AlignRight
            }
        }
    }

    Repeater {
        model: root.comparison.figures

        Item {
            id: row

            required property string words
            required property string a
            required property string b
            required property string difference

            readonly property list<string> texts: [row.a, row.b, row.difference]
            // Where a number is wider than its column, the numbers stand below their words, as far to the left as they need.
            readonly property bool tall: Math.max(aSize.advanceWidth, bSize.advanceWidth, differenceSize.advanceWidth) > root.column - 4 || label.implicitWidth + aSize.advanceWidth + root.gap > root.width - 2 * root.column
            // Three that are long do not fit beside each other: the difference stands beside the words.
            readonly property bool crowded: aSize.advanceWidth + bSize.advanceWidth + differenceSize.advanceWidth + 2 * root.gap > root.width
            readonly property real bRight: crowded ? root.width - root.column : Math.min(root.width - root.column, root.width - differenceSize.advanceWidth - root.gap)
            readonly property list<real> rights: [Math.min(root.width - 2 * root.column, bRight - bSize.advanceWidth - root.gap), bRight, root.width]

            width: root.width
            height: tall ? 40 : 23
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: A %2, B %3, difference %4").arg(words).arg(a === "" ? qsTr("none") : a).arg(b === "" ? qsTr("none") : b).arg(difference === "" ? qsTr("none") : difference)

            TextMetrics {
                id: aSize
                font.family: Theme.fontFamily
                font.pixelSize: Theme.bodySize
                text: row.a
            }

            TextMetrics {
                id: bSize
                font: differenceSize.font
                text: row.b
            }

            TextMetrics {
                id: differenceSize
                font.family: Theme.fontFamily
                font.pixelSize: Theme.bodySize
                font.weight: Font.DemiBold
                text: row.difference
            }

            BodyText {
                id: label
                y: row.tall ? 2 : (23 - height) / 2
                width: Math.min(implicitWidth, root.width)
                text: row.words
                color: Theme.textSecondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Repeater {
                model: row.texts

                BodyText {
                    required property string modelData
                    required property int index

                    x: row.rights[index] - width
                    y: !row.tall ? (23 - height) / 2 : row.crowded && index === 2 ? 2 : 20
                    text: modelData === "" ? "–" : modelData
                    font.weight: index === 0 ? Font.Normal : Font.DemiBold
                    color: index === 0 ? Theme.textSecondary : Theme.text
                    Accessible.ignored: true
                }
            }
        }
    }
}
