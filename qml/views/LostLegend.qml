pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme

// What a stretch of a lane looks like of which what was recorded is lost.
Item {
    id: root

    implicitHeight: Math.max(16, words.height)

    Rectangle {
        y: 2
        width: 20
        height: 12
        color: Theme.hairline
        clip: true

        Repeater {
            model: 10

            Rectangle {
                required property int index

                x: Math.floor(index / 2) * 6 - 6
                y: 6
                width: 24
                height: 1
                rotation: index % 2 === 0 ? 45 : -45
                color: Theme.textSecondary
                antialiasing: true
            }
        }
    }

    CaptionText {
        id: words
        objectName: "lostLegend"
        x: 28
        width: parent.width - x
        text: qsTr("hatched crosswise: what was recorded there is lost")
        wrapMode: Text.WordWrap
    }
}
