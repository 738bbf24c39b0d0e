pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// The numbers of A and B, and their differences.
Column {
    id: root

    required property Comparison comparison

    readonly property real column: Math.floor(width * 0.205)

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

            width: root.width
            height: 23
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: A %2, B %3, difference %4").arg(words).arg(a === "" ? qsTr("none") : a).arg(b === "" ? qsTr("none") : b).arg(difference === "" ? qsTr("none") : difference)

            BodyText {
                width: root.width - 3 * root.column - 4
                anchors.verticalCenter: parent.verticalCenter
                text: row.words
                color: Theme.textSecondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Repeater {
                model: [row.a, row.b, row.difference]

                BodyText {
                    required property string modelData
                    required property int index

                    x: root.width - (3 - index) * root.column + 4
                    width: root.column - 4
                    anchors.verticalCenter: parent?.verticalCenter
                    text: modelData === "" ? "–" : modelData
                    horizontalAlignment: Text.AlignRight
                    font.weight: index === 0 ? Font.Normal : Font.DemiBold
                    color: index === 0 ? Theme.textSecondary : Theme.text
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: 8
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }
    }
}
