import Sojourn.Dialogs
import Sojourn.ViewModels

// Where the program in Python goes.
FileCard {
    required property Session session

    title: qsTr("Save the program")
    acceptText: qsTr("Save")
    writing: true
    openedFile: session.scenarioFile
    filters: [qsTr("Python (*.py)"), qsTr("All files (*)")]
    onChosen: file => session.savePython(file)
}
