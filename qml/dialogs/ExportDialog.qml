import QtQuick.Dialogs
import Sojourn.ViewModels

// Where an export goes; its format follows the ending of the name. Whether a file may be replaced is asked by the owner,
// on replaces(), since not every dialog does.
FileDialog {
    id: root

    required property Session session

    readonly property ExportTarget target: ExportTarget {
    }

    signal replaces(url file, string name)

    title: qsTr("Export the run")
    acceptLabel: qsTr("Export")
    fileMode: FileDialog.SaveFile
    options: FileDialog.DontConfirmOverwrite // qmllint disable
    nameFilters: session.exportFilters
    onAccepted: take(selectedFile)

    // Opens with a name that suits the run.
    function begin() {
        selectedFile = target.suggested(currentFolder, session.scenarioName, session.exportFilters);
        open();
    }

    function take(file: url) {
        if (target.exists(file))
            replaces(file, target.nameOf(file));
        else
            session.exportRun(file);
    }
}
