import Sojourn.Dialogs
import Sojourn.ViewModels

// Which file to open: a scenario, a session, or what another program recorded.
FileCard {
    required property Session session

    title: qsTr("Open a scenario or a recording")
    acceptText: qsTr("Open")
    filters: [qsTr("All that opens here (*.json *.sojourn *.jsonl *.pftrace *.perfetto-trace *.cpuprofile *.gz *.zst)"), qsTr("Scenarios (*.json)"), qsTr("Sessions (*.sojourn)"), qsTr("All files (*)")]
    onChosen: file => session.openFile(file)
}
