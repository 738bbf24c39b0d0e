import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// As WaitChainLink, but what leads on goes to the right.
Row {
    id: root

    required property int look
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
        width: 28
        height: 1
    }

    WaitChainCard {
        width: Math.max(132, Math.min(Math.ceil(textWidth), 232))
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
        width: 84
        height: 38

        CaptionText {
            x: 4
            anchors.bottom: way.top
            anchors.bottomMargin: 4
            width: parent.width - 8
            text: root.towards
            wrapMode: Text.WordWrap
            lineHeight: 12
            horizontalAlignment: Text.AlignHCenter
            color: Theme.text
            Accessible.ignored: true
        }

        Rectangle {
            id: way
            y: 33
            width: parent.width - (root.broken ? 0 : 4)
            height: root.broken ? 1 : 2
            color: root.broken ? Theme.hairline : Theme.waitingGet
        }

        Icon {
            x: root.broken ? (parent.width - width) / 2 : parent.width - width + 3
            y: 34 - height / 2
            size: root.broken ? 10 : 14
            name: root.broken ? "close" : "chevronRight"
            color: root.broken ? Theme.waitingPut : Theme.waitingGet
        }
    }
}
