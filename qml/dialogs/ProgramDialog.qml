import QtQuick.Dialogs
import Sojourn.ViewModels

// Where the program in Python goes. Whether a file may be replaced is asked by the owner, on replaces().
FileDialog {
    id: root

    required property Session session

    readonly property ExportTarget target: ExportTarget {
    }

    signal replaces(url file, string name)

    title: qsTr("Save the program")
    acceptLabel: qsTr("Save")
    fileMode: FileDialog.SaveFile
    options: FileDialog.DontConfirmOverwrite // qmllint disable
    defaultSuffix: "py"
    nameFilters: [qsTr("Python (*.py)"), qsTr("All files (*)")]
    onAccepted: take(selectedFile)

    // Opens with a name that suits the scenario.
    function begin() {
        selectedFile = target.suggested(currentFolder, session.scenarioName, nameFilters);
        open();
    }

    function take(file: url) {
        if (target.exists(file))
            replaces(file, target.nameOf(file));
        else
            session.savePython(file);
    }
}
