import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One line of the numbers of A and B: what it is, both, and their difference; on hover its meaning and all digits.
Item {
    id: root

    required property string words
    required property string a
    required property string b
    required property string difference
    required property string meaning
    required property string whole // the three with all digits
    property bool heading: false // the names of the columns
    property int textSize: Theme.captionSize
    property real aRight
    property real bRight

    // Nothing is cut: every text has the room that it takes.
    readonly property bool fits: label.implicitWidth <= aText.x && aText.x + aText.width <= bText.x && bText.x + bText.width <= differenceText.x

    Accessible.role: Accessible.StaticText
    Accessible.ignored: root.heading
    Accessible.name: qsTr("%1: %2").arg(root.words).arg(root.whole)
    Accessible.description: root.meaning

    BodyText {
        id: label
        anchors.verticalCenter: parent.verticalCenter
        text: root.words
        font.pixelSize: root.textSize
        color: Theme.textSecondary
        Accessible.ignored: true
    }

    BodyText {
        id: aText
        x: root.aRight - width
        anchors.verticalCenter: parent.verticalCenter
        text: root.a
        font.pixelSize: root.textSize
        color: Theme.textSecondary
        Accessible.ignored: true
    }

    BodyText {
        id: bText
        x: root.bRight - width
        anchors.verticalCenter: parent.verticalCenter
        text: root.b
        font.pixelSize: root.textSize
        font.weight: root.heading ? Font.Normal : Font.DemiBold
        color: root.heading ? Theme.textSecondary : Theme.text
        Accessible.ignored: true
    }

    BodyText {
        id: differenceText
        x: root.width - width
        anchors.verticalCenter: parent.verticalCenter
        text: root.difference
        font.pixelSize: root.textSize
        font.weight: bText.font.weight
        color: bText.color
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
        enabled: !root.heading
    }

    Tooltip {
        visible: hover.hovered
        text: root.meaning + ". " + root.whole
    }
}
