pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// What the colours in the chooser's pictures mean: only those that occur there.
Column {
    id: root

    required property ScenarioCatalogue catalogue

    spacing: 4

    BodyText {
        text: qsTr("In the pictures")
        font.weight: Font.DemiBold
        bottomPadding: 4
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.catalogue.looks

        Item {
            id: line

            required property int modelData

            width: root.width
            height: 16

            StateSwatch {
                anchors.verticalCenter: parent.verticalCenter
                look: line.modelData
            }

            CaptionText {
                x: 28
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x
                text: root.catalogue.lookWords(line.modelData)
                elide: Text.ElideRight
            }
        }
    }
}
