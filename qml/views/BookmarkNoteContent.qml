import QtQuick
import Sojourn.Components

// The field of a bookmark's note, and a cross that removes the bookmark.
Row {
    id: root

    property alias text: field.text

    signal edited(string text)
    signal done
    signal removed

    spacing: 8

    TextInputField {
        id: field
        objectName: "bookmarkNote"
        width: parent.width - removing.width - 8
        label: qsTr("Note of the bookmark")
        placeholderText: qsTr("What is here?")
        onTextEdited: root.edited(text)
        onAccepted: root.done()
    }

    IconButton {
        id: removing
        objectName: "removeBookmark"
        iconName: "close"
        text: qsTr("Remove the bookmark")
        onClicked: root.removed()
    }

    function begin(note: string) {
        field.text = note;
        field.forceActiveFocus(Qt.PopupFocusReason);
        field.selectAll();
    }
}
