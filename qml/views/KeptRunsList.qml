pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The runs that were tried, the latest first.
Item {
    id: root

    required property KeptRuns kept

    readonly property real wantedHeight: list.y + list.contentHeight + note.height + 14

    // F2 and Delete are about one line, and that line is highlighted: the one that the pointer was moved on last, or
    // else the one that has the keyboard.
    readonly property KeptRunLine meant: pointed !== null ? pointed : focused
    property KeptRunLine pointed: null
    readonly property KeptRunLine focused: {
        for (let item = Window.activeFocusItem; item; item = item.parent)
            if (item instanceof KeptRunLine)
                return item as KeptRunLine;
        return list.activeFocus ? list.currentItem as KeptRunLine : null;
    }
    // Delete belongs to what has the keyboard where that is in something that lies over the page, or can be closed.
    readonly property bool deletes: {
        let item = Window.activeFocusItem;
        if ((item as Chip)?.closable)
            return false;
        while (item && item !== T.ApplicationWindow.contentItem)
            item = item.parent;
        return item !== null;
    }

    signal saveRequested(int number)

    // By Tab or an arrow key it came to another one than that below the pointer, which lies still.
    onFocusedChanged: {
        if (focused !== null && focused !== pointed)
            pointed = null;
    }

    HoverHandler {
        property point last: Qt.point(-1, -1)

        onPointChanged: {
            const at = point.position;
            if (!hovered || (at.x === last.x && at.y === last.y))
                return; // lines that move below it are not pointed at
            last = at;
            root.pointAt(at);
        }
        onHoveredChanged: {
            if (hovered)
                return;
            last = Qt.point(-1, -1);
            root.pointed = null;
        }
    }

    Shortcut {
        sequences: ["Delete"]
        enabled: root.visible && root.meant !== null && root.deletes
        onActivated: root.kept.forget(root.meant.number)
    }

    SectionHeading {
        id: heading
        x: Theme.pageMargin
        y: 12
        width: parent.width - 2 * Theme.pageMargin
        text: qsTr("Runs kept")
        remark: qsTr("click to go there")
        remarkAtRight: true
    }

    ListView {
        id: list
        objectName: "keptRuns"
        readonly property KeptRuns kept: root.kept

        x: Theme.pageMargin - 8
        y: heading.y + heading.height + 8
        width: parent.width - 2 * x
        height: parent.height - y - note.height - 12
        model: root.kept
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: heading.text

        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: KeptRunLine {
            id: line
            width: list.width - (list.contentHeight > list.height ? 8 : 0) // clear of the scroll bar
            kept: root.kept
            onSaveRequested: number => root.saveRequested(number)
            meant: root.meant === line
        }
    }

    CaptionText {
        id: note
        x: Theme.pageMargin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        width: parent.width - 2 * Theme.pageMargin
        text: root.kept.sameDraws ? qsTr("Draws depend on the seed and on an item’s origin, not on the schedule: A and B make the same items, and each is compared with itself.") : qsTr("A and B have different seeds, so their items draw other times: what a single one gains or loses is chance.")
        wrapMode: Text.WordWrap
    }

    function pointAt(at: point) {
        const inside = list.contentItem.mapFromItem(root, at);
        const inList = at.y >= list.y && at.y < list.y + list.height;
        pointed = inList ? list.itemAt(inside.x, inside.y) as KeptRunLine : null;
        // The keyboard goes along, so that Enter is about no other line.
        if (pointed !== null && focused !== null && !focused.shown.naming)
            pointed.takeKeyboard();
    }

    // Names the run that is meant, or else the present one.
    function beginNaming() {
        const row = meant !== null ? meant.index : kept.presentRow;
        list.positionViewAtIndex(row, ListView.Contain);
        (list.itemAtIndex(row) as KeptRunLine)?.shown.beginNaming();
    }
}
