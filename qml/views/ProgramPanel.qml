import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The program of each group with a mark a task where it stands now, and beside it the same program in Python.
Item {
    id: root

    required property Session session
    required property bool compact

    readonly property real split: Math.round(width * (compact ? 0.5 : 0.52))

    signal closed
    signal saveRequested

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Program")

    ProgramLines {
        id: steps
        session: root.session
        active: root.visible
    }

    ProgramLines {
        id: python
        session: root.session
        language: ProgramLines.Python
        active: root.visible
    }

    PanelHeading {
        id: heading
        width: root.split
        text: qsTr("Program")
        remark: steps.selectedText !== "" || root.compact ? steps.selectedText : qsTr("a mark is a task, at the step where it stands")

        Chip {
            objectName: "closeProgram"
            text: qsTr("Timeline")
            iconName: "chevronLeft"
            keyHint: "C"
            hint: qsTr("Back to the timeline, the latencies and the selection")
            onClicked: root.closed()
        }
    }

    ProgramList {
        objectName: "programSteps"
        y: heading.height
        width: root.split
        height: parent.height - y
        lines: steps
        name: qsTr("Steps by group")
    }

    Hairline {
        vertical: true
        x: root.split
        height: parent.height
    }

    PanelHeading {
        x: root.split + 1
        width: root.width - x
        text: root.compact ? qsTr("Python") : qsTr("As Python")
        remark: root.compact ? "" : qsTr("asyncio, %1 lines").arg(python.count)

        OutlineButton {
            objectName: "copyPython"
            height: 28
            iconName: "copy"
            text: qsTr("Copy")
            hint: qsTr("The whole file, which runs by itself")
            onClicked: root.session.copyPython()
        }

        OutlineButton {
            objectName: "savePython"
            height: 28
            iconName: "export"
            text: qsTr("Save…")
            hint: qsTr("The whole file, which runs by itself")
            onClicked: root.saveRequested()
        }
    }

    ProgramList {
        objectName: "programPython"
        x: root.split + 1
        y: heading.height
        width: root.width - x
        height: parent.height - y - note.height
        lines: python
        name: qsTr("The program in Python")
    }

    Item {
        id: note
        anchors.bottom: parent.bottom
        x: root.split + 1
        width: root.width - x
        height: 28

        Hairline {
            width: parent.width
        }

        CaptionText {
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            text: root.compact ? qsTr("Saved, it makes this very run, event for event.") : qsTr("Saved with the seeded draws and the exact clock, so it makes this very run, event for event.")
            color: Theme.textSecondary
            elide: Text.ElideRight
        }
    }

    PatientHint {
        wanted: root.visible && steps.count === 0
        anchors.fill: parent
        anchors.topMargin: heading.height
        anchors.margins: Theme.pageMargin
        title: qsTr("No program to show")
        text: qsTr("The steps of each group appear here as soon as the scenario runs.")
        kind: EmptyGlyph.Lanes
    }
}
