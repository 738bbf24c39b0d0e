import QtQuick
import QtQuick.Templates as T
import Sojourn.Dialogs

// Chooses a file, to open or to write, by typing its path or by going through folders. Before a file is replaced it asks.
Card {
    id: root

    required property string title
    required property string acceptText
    required property list<string> filters // "Tables (*.csv)"
    property bool writing: false
    property url openedFile // begins in its folder; empty: where the program was started

    readonly property FileChoice choice: contentItem as FileChoice

    signal chosen(url file)

    implicitWidth: 640
    onOpened: choice.focusName()

    // With a name to write to that suits the scenario, or none.
    function begin(scenarioName: string) {
        choice.begin(scenarioName);
        open();
    }

    contentItem: FileChoice {
        title: root.title
        acceptText: root.acceptText
        filters: root.filters
        writing: root.writing
        openedFile: root.openedFile
        mostHeight: root.T.Overlay.overlay ? root.T.Overlay.overlay.height : 0
        onClosed: root.close()
        onChosen: file => root.chosen(file)
    }
}
