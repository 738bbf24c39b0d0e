import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// Tasks that wait, what they wait for, or who is gone; and below it what leads on. A new chain begins with some room.
Column {
    id: root

    required property int look // of a task that waits; -1 for the rest
    required property int task
    required property string title
    required property string remark
    required property string towards
    required property bool gone
    required property bool broken
    required property bool opens
    required property bool circle
    required property int index

    signal chosen

    Item {
        visible: root.opens && root.index > 0
        width: 1
        height: 14
    }

    WaitChainCard {
        width: Math.min(root.width, Math.max(implicitWidth, Math.ceil(textWidth)))
        look: root.look
        task: root.task
        title: root.title
        remark: root.remark
        towards: root.towards
        gone: root.gone
        circle: root.circle
        onClicked: root.chosen()
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
