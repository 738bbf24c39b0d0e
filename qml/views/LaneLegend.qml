pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// How a lane is to be read where it holds more spans than the screen has pixels.
Column {
    id: root

    spacing: 6

    BodyText {
        text: qsTr("How to read a lane")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }

    Item {
        width: root.width
        height: Math.max(20, shares.height)

        Row {
            y: 3
            height: 14

            Repeater {
                model: [8, 11, 9, 13, 12, 10, 14, 11, 12, 9]

                Rectangle {
                    required property int modelData

                    anchors.bottom: parent.bottom
                    width: 2
                    height: modelData
                    color: Theme.mergedRunning
                }
            }
        }

        CaptionText {
            id: shares
            x: 28
            width: parent.width - x
            text: qsTr("pale: many spans in a pixel; the height is their share of its time")
            wrapMode: Text.WordWrap
        }
    }

    Item {
        width: root.width
        height: Math.max(16, single.height)

        StateSwatch {
            y: 2
            look: StatePattern.Running
        }

        CaptionText {
            id: single
            x: 28
            width: parent.width - x
            text: qsTr("full colour: a single span; the longest stay visible at every zoom")
            wrapMode: Text.WordWrap
        }
    }
}
