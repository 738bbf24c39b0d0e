import QtQuick.Dialogs
import Sojourn.ViewModels

// Which scenario file to open.
FileDialog {
    required property Session session

    title: qsTr("Open a scenario")
    fileMode: FileDialog.OpenFile
    nameFilters: [qsTr("Scenarios (*.json)"), qsTr("All files (*)")]
    onAccepted: session.openFile(selectedFile)
}
