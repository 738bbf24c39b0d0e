pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// What the run prints, up to the playhead; what is still to come is paler.
Item {
    id: root

    required property Session session
    required property LogLines lines
    property bool headed: true

    readonly property bool empty: lines.count === 0

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Log")

    PanelHeading {
        id: heading
        visible: root.headed
        width: parent.width
        height: visible ? implicitHeight : 0
        text: qsTr("Log")
        remark: root.empty ? "" : qsTr("what the run prints")
    }

    ListView {
        id: list
        objectName: "logLines"
        y: heading.height
        width: parent.width
        height: parent.height - y - (note.visible ? note.height : 0)
        model: root.lines
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        cacheBuffer: 0 // nothing is made in advance: another run may have taken its lines away by then
        highlightMoveDuration: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Lines of the log")
        onHeightChanged: root.follow()

        delegate: LogLineRow {
            width: ListView.view ? ListView.view.width : 0
            ahead: index > root.lines.current
        }

        ThinScrollBar {
            anchors.right: parent.right
            height: parent.height
            orientation: Qt.Vertical
            size: list.visibleArea.heightRatio
            position: list.visibleArea.yPosition
            onPositionChanged: {
                if (pressed)
                    list.contentY = list.originY + position * list.contentHeight;
            }
        }
    }

    Connections {
        target: root.lines

        function onCurrentChanged() {
            root.follow();
        }
    }

    CaptionText {
        id: note
        visible: text !== ""
        x: Theme.pageMargin
        anchors.bottom: parent.bottom
        width: parent.width - 2 * Theme.pageMargin
        text: root.lines.leftOut
        wrapMode: Text.WordWrap
        bottomPadding: 4
    }

    BodyText {
        visible: root.empty
        x: Theme.pageMargin
        y: heading.height
        width: parent.width - 2 * Theme.pageMargin
        text: root.session.document.ended ? qsTr("The run has printed nothing.") : qsTr("Nothing is printed yet.")
        color: Theme.textSecondary
        wrapMode: Text.WordWrap
    }

    // The line of the playhead stays in view.
    function follow() {
        if (lines.current >= 0)
            list.positionViewAtIndex(lines.current, ListView.Contain);
        else
            list.positionViewAtBeginning();
    }
}
