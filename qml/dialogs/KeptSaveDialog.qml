import Sojourn.Dialogs
import Sojourn.ViewModels

// Where the scenario goes with the values of a run that was kept.
FileCard {
    id: card

    required property Session session
    required property KeptRuns kept
    property int number: -1

    title: qsTr("Save the scenario of this run")
    acceptText: qsTr("Save")
    writing: true
    filters: [qsTr("Scenarios (*.json)"), qsTr("All files (*)")]
    onChosen: file => card.kept.save(card.number, file)

    function beginWith(run: int) {
        number = run;
        begin(session.scenarioName);
    }
}
