pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// How long the measured stretch is, and what happened in it.
RaisedCard {
    id: root

    required property Measure measure

    signal framed

    visible: measure.present
    padding: 10
    implicitWidth: 284
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Measured: %1, %2").arg(root.measure.lengthText).arg(root.measure.placeText)
    Accessible.description: root.measure.lostText

    contentItem: Column {
        spacing: 2

        Item {
            width: parent.width
            height: 24

            BodyText {
                objectName: "measuredLength"
                anchors.verticalCenter: parent.verticalCenter
                text: root.measure.lengthText
                font.weight: Font.DemiBold
            }

            Row {
                anchors.right: parent.right
                spacing: 4

                Chip {
                    objectName: "frameMeasured"
                    visible: !root.measure.open
                    text: qsTr("Frame")
                    hint: qsTr("Show this stretch alone")
                    onClicked: root.framed()
                }

                IconButton {
                    objectName: "closeMeasure"
                    small: true
                    iconName: "close"
                    text: qsTr("Measure no longer")
                    onClicked: root.measure.clear()
                }
            }
        }

        CaptionText {
            width: parent.width
            text: root.measure.open ? qsTr("%1, the playhead. Shift+M ends it there").arg(root.measure.placeText) : root.measure.placeText
            wrapMode: Text.WordWrap
        }

        CaptionText {
            objectName: "measuredLost"
            width: parent.width
            visible: text !== ""
            text: root.measure.lostText
            color: Theme.vermilionText
            wrapMode: Text.WordWrap
        }

        Repeater {
            model: root.measure

            MeasureLine {
                width: parent?.width ?? 0
            }
        }
    }
}
