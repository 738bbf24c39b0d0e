import Sojourn.Dialogs
import Sojourn.ViewModels

// Where an export goes; its format follows the ending of the name.
FileCard {
    required property Session session

    title: qsTr("Export the run")
    acceptText: qsTr("Export")
    writing: true
    openedFile: session.scenarioFile
    filters: session.exportFilters
    onChosen: file => session.exportRun(file)
}
