import Sojourn.Dialogs
import Sojourn.ViewModels

// Where the run with all that is known of it goes, or the scenario with its present values; the ending of the name says which.
FileCard {
    required property Session session

    title: session.recorded ? qsTr("Save the recording") : qsTr("Save the run or its scenario")
    acceptText: qsTr("Save")
    writing: true
    openedFile: session.scenarioFile
    filters: session.saveFilters
    onChosen: file => session.save(file)
}
