import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Every scenario with its promise and a picture, over the whole window. What is typed filters; the arrow keys go on from
// there, Enter runs what is chosen.
T.Popup {
    id: root

    required property Session session
    required property WindowMemory memory

    readonly property ChooserContent content: contentItem as ChooserContent

    signal openRequested

    x: 0
    y: 0
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    closePolicy: T.Popup.CloseOnEscape

    onAboutToShow: content.begin(session.scenarioName)
    onOpened: content.focusSearch()

    T.Overlay.modal: Rectangle {
        color: Theme.background
    }

    contentItem: ChooserContent {
        memory: root.memory
        onTaken: name => {
            root.close();
            root.session.openBuiltin(name);
        }
        onFileTaken: file => {
            root.close();
            root.session.openFile(file);
        }
        onOpenRequested: {
            root.close();
            root.openRequested();
        }
        onClosed: root.close()
    }
}
