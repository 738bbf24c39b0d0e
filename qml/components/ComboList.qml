import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// The open list of a Combo.
T.Popup {
    id: root

    required property T.ComboBox combo
    required property string footerText
    required property string footerKey

    signal footerChosen

    y: combo.height + 6
    width: Math.max(combo.width, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 4
    margins: 8

    contentItem: Column {
        ListView {
            width: parent.width
            implicitHeight: Math.min(contentHeight, 320)
            clip: true
            model: root.combo.delegateModel
            currentIndex: root.combo.highlightedIndex
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
        }

        Item {
            visible: root.footerText !== ""
            width: parent.width
            height: 9

            Hairline {
                y: 4
                x: -4
                width: parent.width + 8
            }
        }

        ListEntry {
            visible: root.footerText !== ""
            width: parent.width
            text: root.footerText
            keyHint: root.footerKey
            highlighted: hovered
            onClicked: {
                root.close();
                root.footerChosen();
            }
        }
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
