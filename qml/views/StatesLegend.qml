pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// What the colours and patterns mean: only those that occur in the run.
Column {
    id: root

    required property StatesShown shown
    property bool lost: false // stretches of lanes are lost

    spacing: 4

    BodyText {
        visible: root.shown.count > 0 || root.lost
        text: qsTr("States")
        font.weight: Font.DemiBold
        bottomPadding: 4
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.shown

        Item {
            id: line

            required property int look
            required property string words

            width: root.width
            height: 16

            StateSwatch {
                anchors.verticalCenter: parent.verticalCenter
                look: line.look
            }

            CaptionText {
                x: 28
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x
                text: line.words
                elide: Text.ElideRight
            }
        }
    }

    LostLegend {
        visible: root.lost
        width: root.width
    }
}
