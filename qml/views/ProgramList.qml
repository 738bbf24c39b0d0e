pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// A program as a list of lines. The arrow keys move, Enter selects the task at a line, the next one when pressed again.
ListView {
    id: root

    required property ProgramLines lines
    required property string name

    property bool byKeys: false // the line that the keyboard is at is shown
    property int shownLine: -1 // of the selected task, as it was last brought into view

    model: lines
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: root.name

    delegate: ProgramLine {
        width: ListView.view ? ListView.view.width : 0
        focused: root.activeFocus && root.byKeys && root.currentIndex === index
        onChosen: root.choose(index, false)
    }

    Keys.onReturnPressed: root.choose(root.currentIndex, true)
    Keys.onEnterPressed: root.choose(root.currentIndex, true)
    onActiveFocusChanged: {
        if (activeFocus)
            byKeys = true;
    }

    ThinScrollBar {
        id: bar
        anchors.right: parent.right
        height: parent.height
        orientation: Qt.Vertical
        size: root.visibleArea.heightRatio
        position: root.visibleArea.yPosition
        onPositionChanged: {
            if (pressed)
                root.contentY = root.originY + position * root.contentHeight;
        }
    }

    // The selected task's line comes into view.
    Connections {
        target: root.lines

        function onMarksChanged() {
            if (root.lines.selectedLine >= 0 && root.lines.selectedLine !== root.shownLine)
                root.positionViewAtIndex(root.lines.selectedLine, ListView.Contain);
            root.shownLine = root.lines.selectedLine;
        }

        function onActiveChanged() {
            root.showMarks();
        }
    }

    // Opened, it begins where tasks stand.
    function showMarks() {
        const line = lines.selectedLine >= 0 ? lines.selectedLine : lines.firstMarkedLine;
        if (lines.active && line >= 0)
            positionViewAtIndex(line, ListView.Center);
    }

    function choose(index: int, keys: bool) {
        byKeys = keys;
        currentIndex = index;
        lines.selectAt(index);
    }
}
