import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// One of the runs that were tried: what it is of the two, its name, its queue in small, and when it was made. A click
// makes it the present run.
T.ItemDelegate {
    id: line

    required property KeptRuns kept
    required property int index
    required property int number
    required property string name
    required property string when
    required property string detail
    required property string brief
    required property int mark
    required property bool pinned
    required property list<real> sketch
    required property int sketchRows
    required property bool recorded
    required property bool meant // F2 and Delete are about it: see KeptRunsList

    readonly property KeptRunContent shown: contentItem as KeptRunContent
    readonly property string role: mark === KeptRuns.A ? qsTr("run A, ") : mark === KeptRuns.B ? qsTr("run B, ") : ""

    signal saveRequested(int number)

    implicitHeight: 44
    hoverEnabled: true
    leftPadding: 8
    rightPadding: 4
    Accessible.role: Accessible.ListItem
    Accessible.name: line.name
    Accessible.description: line.role + line.detail + ", " + line.when
    Accessible.onPressAction: line.clicked()

    onActiveFocusChanged: {
        if (activeFocus)
            line.ListView.view.currentIndex = line.index; // the arrow keys go on from here
    }
    // The run that was clicked last has the keyboard.
    onClicked: {
        if (line.shown.naming)
            return;
        line.takeKeyboard();
        line.kept.go(line.number);
    }
    onDoubleClicked: line.shown.beginNaming()
    Keys.onReturnPressed: line.clicked()

    contentItem: KeptRunContent {
        name: line.name
        when: line.when
        detail: line.recorded ? line.detail : qsTr("%1, not kept").arg(line.detail)
        brief: line.recorded ? line.brief : qsTr("%1, not kept").arg(line.brief)
        mark: line.mark
        pinned: line.pinned
        sketch: line.sketch
        sketchRows: line.sketchRows
        toolsWanted: line.meant || line.pinned
        onNamed: name => line.kept.rename(line.number, name)
        onPinToggled: line.kept.togglePin(line.number)
        onSaveRequested: line.saveRequested(line.number)
        onForgotten: line.kept.forget(line.number)
        onNamingEnded: line.takeKeyboard()
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: line.meant || line.down ? Theme.hover : Theme.surface
        visible: line.mark !== KeptRuns.None || line.meant || line.down

        FocusRing {
            shown: line.visualFocus
        }
    }

    Tooltip {
        visible: line.hovered && line.shown.nameCut
        text: line.name
    }

    function takeKeyboard() {
        line.ListView.view.currentIndex = line.index;
        line.forceActiveFocus(Qt.OtherFocusReason);
    }
}
