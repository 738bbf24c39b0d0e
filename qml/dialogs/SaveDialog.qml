import Sojourn.Dialogs
import Sojourn.ViewModels

// Where the scenario with its present values goes.
FileCard {
    required property Session session

    title: qsTr("Save the scenario")
    acceptText: qsTr("Save")
    writing: true
    filters: [qsTr("Scenarios (*.json)"), qsTr("All files (*)")]
    onChosen: file => session.saveScenario(file)
}
