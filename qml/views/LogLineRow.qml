import QtQuick
import Sojourn.Components
import Sojourn.Theme

// One line of the log: when, who, what.
Item {
    id: root

    required property int index
    required property string time
    required property string task
    required property string message
    required property string level // empty for what is no warning
    required property bool isProblem
    property bool ahead: false // behind the playhead in time: it is still to come

    implicitHeight: said.implicitHeight + 4
    opacity: ahead ? 0.55 : 1
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2: %3").arg(root.time).arg(root.task).arg(root.message)

    CaptionText {
        id: when
        x: Theme.pageMargin
        y: 2
        width: 52
        horizontalAlignment: Text.AlignRight
        text: root.time
        Accessible.ignored: true
    }

    CaptionText {
        id: said
        x: when.x + when.width + 8
        y: 2
        width: root.width - x - Theme.pageMargin
        text: root.level === "" ? root.message : qsTr("%1: %2").arg(root.level).arg(root.message)
        textFormat: Text.PlainText
        color: root.isProblem ? Theme.vermilionText : Theme.text
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    HoverHandler {
        id: hover
    }

    Tooltip {
        visible: hover.hovered
        text: said.truncated ? qsTr("%1 at %2: %3").arg(root.task).arg(root.time).arg(root.message) : qsTr("%1 at %2").arg(root.task).arg(root.time)
        above: true
    }
}
