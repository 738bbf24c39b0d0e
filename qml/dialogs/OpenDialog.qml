import Sojourn.Dialogs
import Sojourn.ViewModels

// Which scenario file to open.
FileCard {
    required property Session session

    title: qsTr("Open a scenario")
    acceptText: qsTr("Open")
    filters: [qsTr("Scenarios (*.json)"), qsTr("All files (*)")]
    onChosen: file => session.openFile(file)
}
