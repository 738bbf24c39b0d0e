import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// Goes along the selected task, event by event.
Row {
    id: root

    required property Session session

    property bool tight: false // little height

    spacing: 8

    OutlineButton {
        objectName: "stepBefore"
        height: root.tight ? 24 : implicitHeight
        iconName: "chevronLeft"
        text: qsTr("Step before")
        hint: qsTr("Back to this task’s event before")
        keyHint: qsTr("Shift+←")
        onClicked: root.session.stepTaskBack()
    }

    OutlineButton {
        objectName: "stepAfter"
        height: root.tight ? 24 : implicitHeight
        iconName: "chevronRight"
        iconAtRight: true
        text: qsTr("Step after")
        hint: qsTr("On to this task’s next event")
        keyHint: qsTr("Shift+→")
        onClicked: root.session.stepTaskForward()
    }
}
