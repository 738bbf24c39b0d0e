import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// One link of a chain of waits: tasks that wait, what they wait for, or who is gone. A task can be chosen; those that wait
// for each other are marked.
T.AbstractButton {
    id: card

    required property int look // of a task that waits; -1 for the rest
    required property int task
    required property string title
    required property string remark
    required property string towards
    required property bool gone
    required property bool circle

    readonly property real textWidth: 24 + Math.max(titleMetrics.advanceWidth + (circle ? 18 : 0), remarkMetrics.advanceWidth) + 10

    implicitWidth: 204
    implicitHeight: 38
    enabled: task >= 0
    hoverEnabled: true
    Accessible.role: enabled ? Accessible.Button : Accessible.StaticText
    Accessible.name: card.title
    Accessible.description: card.remark + (card.circle ? qsTr(", in a circle") : "") + (card.towards === "" ? "" : ", " + card.towards)
    Accessible.onPressAction: card.clicked()

    TextMetrics {
        id: titleMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
        text: card.title
    }

    TextMetrics {
        id: remarkMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.captionSize
        text: card.remark
    }

    background: Rectangle {
        radius: 6
        color: card.gone ? "transparent" : Theme.surface
        border.width: card.circle ? 2 : card.task >= 0 ? 1 : 1.5
        border.color: card.circle ? Theme.waitingPut : card.task >= 0 ? (card.hovered ? Theme.controlBorder : Theme.hairline) : (card.gone ? Theme.hairline : Theme.waitingGet)

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

        Icon {
            visible: card.circle
            anchors.right: parent.right
            anchors.rightMargin: 8
            y: 6
            size: 14
            name: "restart"
            color: Theme.waitingPut
        }

        BodyText {
            x: 24
            y: 3
            width: parent.width - x - (card.circle ? 26 : 8)
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
