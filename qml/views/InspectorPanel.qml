import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// At the right of the timeline: the facts of what is selected, or who waits for whom at the playhead; before the first
// selection, what to try while it runs; else where items spend their time, and what the run prints. A run that stalls
// opens who waits by itself.
Item {
    id: root

    required property Session session
    required property SelectionFacts facts
    required property StallFacts stall
    required property WaitFacts waits
    required property LogLines lines
    required property WindowMemory memory
    required property bool ended // the run has, and is shown to its end

    signal otherScenarios

    property bool waitsOverSelection: false // who waits is wanted for the moment, whatever is selected
    readonly property bool known: session.document.replayable // what tasks wait for is
    readonly property bool waitsShown: known && (facts.present ? waitsOverSelection : waitsTab.shown)
    readonly property bool hints: !memory.hintSeen && !session.recorded && session.state !== Session.Empty && !facts.present && !ended && !waitsShown

    Accessible.role: Accessible.Pane
    Accessible.name: root.waitsShown ? qsTr("Who waits for whom") : root.facts.present ? root.facts.title : qsTr("Selection")

    function toggleWaits() {
        if (facts.present)
            waitsOverSelection = !waitsOverSelection;
        else
            waitsTab.toggle();
    }

    WaitsTab {
        id: waitsTab
        stall: root.stall
        document: root.session.document
        tabs: tabs
        index: 1
    }

    Connections {
        target: root.session.document

        function onSelectionChanged() {
            root.waitsOverSelection = false;
        }
    }

    Hairline {
        vertical: true
        height: parent.height
    }

    PanelHeading {
        id: heading
        objectName: "inspectorHeading"
        visible: root.facts.present
        width: parent.width
        text: root.waitsShown ? qsTr("Who waits") : root.facts.title
        remark: root.waitsShown ? root.waits.when : root.facts.subject

        IconButton {
            objectName: "clearSelection"
            small: true
            iconName: "close"
            text: root.waitsShown ? qsTr("Back to what is selected") : qsTr("Select nothing")
            keyHint: "Esc"
            onClicked: {
                if (root.waitsShown)
                    root.waitsOverSelection = false;
                else
                    root.facts.clearSelection();
            }
        }
    }

    TabRow {
        id: tabs
        objectName: "inspectorTabs"
        visible: root.known && !root.facts.present && !root.hints

        TabButton {
            objectName: "timeSpentTab"
            text: runPane.hasParts ? qsTr("Time spent") : qsTr("Selection")
        }

        TabButton {
            objectName: "waitsTab"
            text: qsTr("Who waits for whom")
        }
    }

    InspectorFacts {
        objectName: "inspectorFacts"
        visible: root.facts.present && !root.waitsShown
        anchors.fill: parent
        anchors.topMargin: heading.height
        session: root.session
        facts: root.facts
    }

    FirstHint {
        objectName: "firstHint"
        visible: root.hints
        anchors.fill: parent
        playing: root.session.playing
        live: root.session.document.live
        onGotIt: root.memory.hintSeen = true
        onOtherScenarios: root.otherScenarios()
    }

    WaitChainPanel {
        objectName: "waitChain"
        visible: root.waitsShown
        anchors.fill: parent
        anchors.topMargin: heading.height
        waits: root.waits
        stall: root.stall
    }

    RunPane {
        id: runPane
        objectName: "runPane"
        visible: !root.hints && !root.waitsShown && !root.facts.present
        anchors.fill: parent
        anchors.topMargin: tabs.visible ? tabs.height : 0
        session: root.session
        lines: root.lines
    }
}
