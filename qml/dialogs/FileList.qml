pragma ComponentBehavior: Bound

import Qt.labs.folderlistmodel
import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme

// What lies in a folder: folders first. It is looked up off the window's thread, since a folder may be far away.
FocusScope {
    id: root

    property url folder
    required property list<string> patterns
    property string emptyText

    readonly property int count: list.count

    property string sought // the beginning of a name, until the folder has been read
    property bool reading: false // what the list shows is still of the folder before

    signal pointedAt(url file)
    signal taken(url file)
    signal upRequested

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Files")
    onFolderChanged: {
        sought = "";
        reading = true;
    }

    // The first entry that begins so.
    function pointAt(beginning: string) {
        sought = beginning;
        if (reading)
            return;
        list.currentIndex = -1;
        for (let i = 0; beginning !== "" && i < list.count; ++i) {
            if (files.get(i, "fileName").toLowerCase().startsWith(beginning.toLowerCase())) {
                list.currentIndex = i;
                return;
            }
        }
    }

    FolderListModel {
        id: files
        folder: root.folder
        nameFilters: [...root.patterns]
        showDirsFirst: true
        caseSensitive: false
        sortCaseSensitive: false
        onFolderChanged: list.currentIndex = -1
        onStatusChanged: {
            if (status === FolderListModel.Loading || !root.reading)
                return;
            root.reading = false;
            root.pointAt(root.sought);
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: Theme.surface
        border.width: 1
        border.color: Theme.controlBorder
    }

    ListView {
        id: list
        anchors.fill: parent
        anchors.margins: 4
        focus: true
        activeFocusOnTab: true
        clip: true
        model: files
        currentIndex: -1
        cacheBuffer: 0 // its entries are made in the background: DelegateModel complains when a shorter folder comes meanwhile
        highlightMoveDuration: 0
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: FileLine {
            required property int index
            required property url fileUrl

            width: list.width
            highlighted: index === list.currentIndex
            onClicked: {
                list.currentIndex = index;
                root.pointedAt(fileUrl);
            }
            onDoubleClicked: root.taken(fileUrl)
        }

        Keys.onUpPressed: root.step(-1)
        Keys.onDownPressed: root.step(1)
        Keys.onReturnPressed: root.take()
        Keys.onEnterPressed: root.take()
        Keys.onPressed: event => {
            event.accepted = event.key === Qt.Key_Backspace;
            if (event.accepted)
                root.upRequested();
        }
    }

    FocusRing {
        shown: list.activeFocus
    }

    BodyText {
        visible: files.status === FolderListModel.Ready && list.count === 0
        anchors.centerIn: parent
        width: parent.width - 48
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WordWrap
        text: root.emptyText
        color: Theme.textSecondary
    }

    // What is still of the folder before is neither pointed at nor taken.
    function step(towards: int) {
        if (reading)
            return;
        if (towards > 0)
            list.incrementCurrentIndex();
        else
            list.decrementCurrentIndex();
        if (list.currentIndex >= 0)
            pointedAt(files.get(list.currentIndex, "fileUrl"));
    }

    function take() {
        if (!reading && list.currentIndex >= 0)
            taken(files.get(list.currentIndex, "fileUrl"));
    }
}
