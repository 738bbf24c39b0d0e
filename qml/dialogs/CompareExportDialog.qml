import Sojourn.Dialogs
import Sojourn.ViewModels

// Where a comparison goes: a table of items, or settings and numbers, by the ending of the name.
FileCard {
    required property Comparison comparison

    title: qsTr("Export the comparison")
    acceptText: qsTr("Export")
    writing: true
    filters: comparison.exportFilters
    onChosen: file => comparison.exportTo(file)
}
