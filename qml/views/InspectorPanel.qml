import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// At the right of the timeline: the facts of what is selected; else who waits for whom in a run that has stalled; before
// the first selection, what to try while it runs; else where items spend their time, and what the run prints.
Item {
    id: root

    required property Session session
    required property SelectionFacts facts
    required property StallFacts stall
    required property LogLines lines
    required property WindowMemory memory
    required property bool ended // the run has, and is shown to its end

    signal otherScenarios

    readonly property bool chain: stall.present && stall.chain.count > 0 && !facts.present
    readonly property bool hints: !memory.hintSeen && !session.recorded && session.state !== Session.Empty && !facts.present && !ended

    Accessible.role: Accessible.Pane
    Accessible.name: root.facts.present ? root.facts.title : qsTr("Selection")

    Hairline {
        vertical: true
        height: parent.height
    }

    PanelHeading {
        id: heading
        visible: root.facts.present
        width: parent.width
        text: root.facts.title
        remark: root.facts.subject

        IconButton {
            objectName: "clearSelection"
            small: true
            iconName: "close"
            text: qsTr("Select nothing")
            keyHint: "Esc"
            onClicked: root.facts.clearSelection()
        }
    }

    InspectorFacts {
        objectName: "inspectorFacts"
        visible: root.facts.present
        anchors.fill: parent
        anchors.topMargin: heading.height
        session: root.session
        facts: root.facts
    }

    FirstHint {
        objectName: "firstHint"
        visible: root.hints
        anchors.fill: parent
        onGotIt: root.memory.hintSeen = true
        onOtherScenarios: root.otherScenarios()
    }

    WaitChainPanel {
        objectName: "waitChain"
        visible: root.chain
        anchors.fill: parent
        facts: root.stall
    }

    RunPane {
        objectName: "runPane"
        visible: !root.hints && !root.chain && !root.facts.present
        anchors.fill: parent
        session: root.session
        lines: root.lines
    }
}
