import QtQuick.Dialogs
import Sojourn.ViewModels

// Where an export goes; its format follows the ending of the name.
FileDialog {
    required property Session session

    title: qsTr("Export the run")
    acceptLabel: qsTr("Export")
    fileMode: FileDialog.SaveFile
    nameFilters: session.exportFilters
    defaultSuffix: selectedNameFilter.extensions.length > 0 ? selectedNameFilter.extensions[0] : ""
    onAccepted: session.exportRun(selectedFile)

    // Opens with a name that suits the run.
    function begin() {
        selectedFile = `${currentFolder}/${session.scenarioName.replace(/\.json$/, "")}.${defaultSuffix}`;
        open();
    }
}
