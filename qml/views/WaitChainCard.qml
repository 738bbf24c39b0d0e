import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// One link of a chain of waits: a task that waits, what it waits for, or who is gone. A task can be chosen.
T.AbstractButton {
    id: card

    required property int look // of a task that waits; -1 for the rest
    required property int task
    required property string title
    required property string remark
    required property string towards
    required property bool gone

    implicitWidth: 204
    implicitHeight: 38
    enabled: task >= 0
    hoverEnabled: true
    Accessible.role: enabled ? Accessible.Button : Accessible.StaticText
    Accessible.name: card.title
    Accessible.description: card.remark + (card.towards === "" ? "" : ", " + card.towards)
    Accessible.onPressAction: card.clicked()

    background: Rectangle {
        radius: 6
        color: card.gone ? "transparent" : Theme.surface
        border.width: card.task >= 0 ? 1 : 1.5
        border.color: card.task >= 0 ? (card.hovered ? Theme.controlBorder : Theme.hairline) : (card.gone ? Theme.hairline : Theme.waitingGet)

        FocusRing {
            shown: card.visualFocus
            cornerRadius: 6
        }
    }

    contentItem: Item {
        StateSwatch {
            visible: card.look >= 0
            x: 8
            y: 8
            width: 8
            height: 22
            look: Math.max(0, card.look)
        }

        BodyText {
            x: 24
            y: 3
            width: parent.width - x - 8
            text: card.title
            font.weight: Font.DemiBold
            color: card.gone ? Theme.textSecondary : Theme.text
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        CaptionText {
            x: 24
            y: 20
            width: parent.width - x - 8
            text: card.remark
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
