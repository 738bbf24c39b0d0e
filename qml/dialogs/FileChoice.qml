import QtQuick
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.Theme
import Sojourn.ViewModels

// A path to type, and the folders to go through instead.
CardContent {
    id: root

    required property string acceptText
    required property list<string> filters
    required property bool writing
    required property real mostHeight
    required property url openedFile // what is written is of it; empty: of none
    property url folder
    property url besideFile // whose folder was proposed last
    property string problem

    readonly property string filter: filters[kind.currentIndex] ?? ""

    signal chosen(url file)

    // With a name to write to, or none.
    function begin(scenarioName: string) {
        if (String(folder) === "" || String(openedFile) !== String(besideFile))
            folder = paths.startBeside(openedFile);
        besideFile = openedFile;
        field.text = writing ? paths.pathOf(paths.suggested(folder, scenarioName, filter)) : paths.pathOf(folder);
        problem = "";
    }

    // What is typed next replaces the name and keeps the folder and the ending. Without a name it replaces all: it may
    // be a path, and one within the folder means the same without it.
    function focusName() {
        field.forceActiveFocus(Qt.PopupFocusReason);
        const name = field.text.lastIndexOf("/") + 1;
        const dot = field.text.lastIndexOf(".");
        if (name === field.text.length)
            field.selectAll();
        else
            field.select(name, dot > name ? dot : field.text.length);
    }

    function goTo(place: url) {
        folder = place;
        field.text = writing ? paths.pathOf(place) + paths.nameOf(paths.urlOf(field.text, place)) : paths.pathOf(place);
        problem = paths.isReadable(place) ? "" : qsTr("The folder “%1” can’t be read.").arg(paths.pathOf(place));
    }

    // What was typed so far shows its folder.
    function follow() {
        const place = field.text.endsWith("/") ? paths.urlOf(field.text, folder) : paths.folderOf(paths.urlOf(field.text, folder));
        problem = "";
        if (paths.isFolder(place) && place !== folder)
            folder = place;
        files.pointAt(field.text.substring(field.text.lastIndexOf("/") + 1));
    }

    function accept() {
        const file = paths.urlOf(field.text, folder);
        if (paths.isFolder(file)) {
            goTo(file);
        } else if (!writing && !paths.exists(file)) {
            problem = qsTr("There is no file “%1”.").arg(paths.pathOf(file));
        } else if (!paths.isFolder(paths.folderOf(file))) {
            problem = qsTr("There is no folder “%1”.").arg(paths.pathOf(paths.folderOf(file)));
        } else if (writing && paths.isReplaced(file)) {
            replace.ask(file, paths.nameOf(file));
        } else {
            finish(file);
        }
    }

    function finish(file: url) {
        closed();
        chosen(file);
    }

    FilePaths {
        id: paths
    }

    ReplaceDialog {
        id: replace
        onAgreed: file => root.finish(file)
    }

    Item {
        width: parent.width
        height: field.height

        IconButton {
            id: up
            objectName: "fileUp"
            iconName: "chevronUp"
            text: qsTr("The folder above")
            edge: Theme.controlBorder
            onClicked: root.goTo(paths.folderOf(root.folder))
        }

        TextInputField {
            id: field
            objectName: "filePath"
            anchors.left: up.right
            anchors.leftMargin: 8
            anchors.right: parent.right
            label: qsTr("Path of the file")
            problem: root.problem
            onTextEdited: root.follow()
            onAccepted: root.accept()
            Keys.onDownPressed: files.forceActiveFocus(Qt.TabFocusReason)
        }
    }

    ProblemLine {
        width: parent.width
        text: root.problem
    }

    FileList {
        id: files
        objectName: "fileList"
        width: parent.width
        height: Math.max(120, Math.min(336, root.mostHeight - 220))
        folder: root.folder
        patterns: [...paths.patternsOf(root.filter)]
        emptyText: paths.isReadable(root.folder) ? qsTr("Nothing here is of this kind.") : ""
        onPointedAt: file => {
            root.problem = "";
            if (!paths.isFolder(file) || !root.writing)
                field.text = paths.pathOf(file);
        }
        onTaken: file => {
            if (paths.isFolder(file)) {
                root.goTo(file);
            } else {
                field.text = paths.pathOf(file);
                root.accept();
            }
        }
        onUpRequested: root.goTo(paths.folderOf(root.folder))
    }

    Item {
        width: parent.width
        height: acceptButton.height

        Combo {
            id: kind
            objectName: "fileKind"
            width: 264
            label: qsTr("Kind of file")
            model: root.filters
            onActivated: if (root.writing)
                field.text = paths.withEnding(field.text, root.filter)
        }

        Row {
            anchors.right: parent.right
            spacing: 8

            OutlineButton {
                text: qsTr("Cancel")
                onClicked: root.closed()
            }

            PrimaryButton {
                id: acceptButton
                objectName: "fileAccept"
                text: root.acceptText
                onClicked: root.accept()
            }
        }
    }
}
