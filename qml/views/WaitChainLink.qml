import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// A task that waits, what it waits for, or who is gone; and below it what leads on.
Column {
    id: root

    required property int look // of a task that waits; -1 for the rest
    required property int task
    required property string title
    required property string remark
    required property string towards
    required property bool gone
    required property bool broken

    signal chosen

    T.AbstractButton {
        id: card
        width: Math.min(root.width, 204)
        height: 38
        enabled: root.task >= 0
        hoverEnabled: true
        Accessible.role: enabled ? Accessible.Button : Accessible.StaticText
        Accessible.name: root.title
        Accessible.description: root.remark + (root.towards === "" ? "" : ", " + root.towards)
        Accessible.onPressAction: card.clicked()
        onClicked: root.chosen()

        background: Rectangle {
            radius: 6
            color: root.gone ? "transparent" : Theme.surface
            border.width: root.task >= 0 ? 1 : 1.5
            border.color: root.task >= 0 ? (card.hovered ? Theme.controlBorder : Theme.hairline) : (root.gone ? Theme.hairline : Theme.waitingGet)

            FocusRing {
                shown: card.visualFocus
                cornerRadius: 6
            }
        }

        contentItem: Item {
            StateSwatch {
                visible: root.look >= 0
                x: 8
                y: 8
                width: 8
                height: 22
                look: Math.max(0, root.look)
            }

            BodyText {
                x: 24
                y: 3
                width: parent.width - x - 8
                text: root.title
                font.weight: Font.DemiBold
                color: root.gone ? Theme.textSecondary : Theme.text
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            CaptionText {
                x: 24
                y: 20
                width: parent.width - x - 8
                text: root.remark
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    Item {
        visible: root.towards !== ""
        width: root.width
        height: 30

        Rectangle {
            x: 35
            width: root.broken ? 1 : 2
            height: parent.height - (root.broken ? 0 : 4)
            color: root.broken ? Theme.hairline : Theme.waitingGet
        }

        Icon {
            x: 36 - width / 2
            y: root.broken ? (parent.height - height) / 2 : parent.height - height + 3
            size: 14
            name: root.broken ? "close" : "chevronDown"
            color: root.broken ? Theme.waitingPut : Theme.waitingGet
        }

        CaptionText {
            x: 52
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x
            text: root.towards
            elide: Text.ElideRight
            color: Theme.text
            Accessible.ignored: true
        }
    }
}
