import Sojourn.Dialogs
import Sojourn.ViewModels

// Where the table of a sweep goes.
FileCard {
    required property SweepModel sweep

    title: qsTr("Export the sweep")
    acceptText: qsTr("Export")
    writing: true
    filters: [qsTr("Tables (*.csv)")]
    onChosen: file => sweep.exportTable(file)
}
