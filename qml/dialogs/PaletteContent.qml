pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme
import Sojourn.ViewModels

// What was typed, the commands that match it under their headings, and the keys for all that.
Item {
    id: root

    required property CommandTable table

    readonly property real wantedHeight: searchHeight + 16 + Math.max(48, list.contentHeight) + footHeight

    signal done

    readonly property real searchHeight: 48
    readonly property real footHeight: 32

    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Commands")

    function begin() {
        field.text = "";
        search.look();
        list.currentIndex = 0;
        list.positionViewAtBeginning();
    }

    function focusSearch() {
        field.forceActiveFocus(Qt.OtherFocusReason);
    }

    // The window may do what needs the place of the palette: that is gone first.
    function take(row: int) {
        if (!search.isAvailable(row))
            return;
        root.done();
        search.trigger(row);
    }

    CommandSearch {
        id: search
        table: root.table
        text: field.text
        onSearched: list.currentIndex = 0
    }

    TextInputField {
        id: field
        objectName: "paletteField"
        x: 8
        y: 8
        width: parent.width - found.width - 16 - 24
        label: qsTr("Find a command")
        placeholderText: qsTr("Find a command or a scenario")
        iconName: "search"
        background: null
        Keys.onUpPressed: list.decrementCurrentIndex()
        Keys.onDownPressed: list.incrementCurrentIndex()
        onAccepted: root.take(list.currentIndex)
    }

    CaptionText {
        id: found
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: field.verticalCenter
        text: qsTr("%1 of %2 commands").arg(search.count).arg(search.all)
    }

    Hairline {
        y: root.searchHeight
        width: parent.width
    }

    ListView {
        id: list
        objectName: "paletteList"
        x: 8
        y: root.searchHeight + 8
        width: parent.width - 16
        height: parent.height - y - root.footHeight - 8
        model: search
        cacheBuffer: 0 // as in FileList: no entry in the background of a list that grows shorter
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: 0
        keyNavigationWraps: true
        highlightMoveDuration: 0
        delegate: PaletteLine {
            id: line
            width: list.width - 10 // beside the scroll bar
            current: ListView.isCurrentItem
            onClicked: root.take(line.index)
        }

        T.ScrollBar.vertical: ThinScrollBar {
        }
    }

    BodyText {
        visible: search.count === 0
        x: 16
        y: root.searchHeight + 8
        text: qsTr("No command has these words.")
        color: Theme.textSecondary
    }

    Hairline {
        anchors.bottom: foot.top
        width: parent.width
    }

    Item {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: root.footHeight

        CaptionText {
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("↑ ↓ choose     Enter does it     Esc closes")
        }

        CaptionText {
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("? lists all keys")
        }
    }
}
