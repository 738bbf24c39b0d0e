import QtQuick
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// All views of the run: stage, timeline with the inspector, sojourn times with the numbers. Their heights are shares of
// the room there is, and can be dragged.
Item {
    id: root

    required property Session session
    required property bool compact
    required property WindowMemory memory

    signal otherScenarios

    readonly property alias viewport: sharedViewport
    readonly property real gutter: compact ? 96 : 112
    readonly property real stageShare: memory.stageShare > 0 ? memory.stageShare : (compact ? 0.28 : 0.262)
    readonly property real plotShare: memory.plotShare > 0 ? memory.plotShare : (compact ? 0.184 : 0.311)
    readonly property real stageHeight: Math.round(Math.max(128, Math.min(height - 280, height * stageShare)))
    readonly property real plotHeight: Math.round(Math.max(104, Math.min(height - stageHeight - 168, height * plotShare)))
    readonly property real inspectorWidth: compact ? 0 : Theme.inspectorWidth
    readonly property real numbersWidth: 176

    Viewport {
        id: sharedViewport
        document: root.session.document
    }

    SelectionFacts {
        id: selection
        document: root.session.document
        onFactsChanged: {
            if (present)
                root.memory.hintSeen = true;
        }
    }

    // Dragging the window of a live run away from the present, or scrubbing, stops both kinds of following.
    Connections {
        target: sharedViewport

        function onFollowingChanged() {
            if (root.session.document.live)
                root.session.following = sharedViewport.following;
        }
    }

    Connections {
        target: root.session

        function onFollowingChanged() {
            if (root.session.document.live)
                sharedViewport.following = root.session.following;
        }
    }

    StagePanel {
        id: stagePanel
        width: root.width
        height: root.stageHeight
        session: root.session
        viewport: sharedViewport
        compact: root.compact
    }

    TimelinePanel {
        id: timelinePanel
        y: root.stageHeight
        width: root.width - root.inspectorWidth
        height: root.height - root.stageHeight - root.plotHeight
        session: root.session
        viewport: sharedViewport
        gutter: root.gutter
        compact: root.compact
    }

    InspectorPanel {
        visible: !root.compact
        x: root.width - width
        y: root.stageHeight
        width: root.inspectorWidth
        height: timelinePanel.height
        facts: selection
        memory: root.memory
        onOtherScenarios: root.otherScenarios()
    }

    LatencyPanel {
        id: latencyPanel
        objectName: "latencyPanel"
        visible: !root.compact
        y: root.height - root.plotHeight
        width: root.width - root.numbersWidth
        height: root.plotHeight
        session: root.session
        viewport: sharedViewport
        gutter: root.gutter
        timelineWidth: timelinePanel.width
    }

    NumbersPanel {
        visible: !root.compact
        x: root.width - width
        y: root.height - root.plotHeight
        width: root.numbersWidth
        height: root.plotHeight
        session: root.session
    }

    LowerTabs {
        id: lowerTabs
        objectName: "lowerPanels"
        visible: root.compact
        y: root.height - root.plotHeight
        width: root.width
        height: root.plotHeight
        session: root.session
        viewport: sharedViewport
        facts: selection
        gutter: root.gutter
    }

    PanelDivider {
        y: root.stageHeight - 4
        width: root.width
        label: qsTr("Height of the stage")
        onMoved: by => root.memory.stageShare = (root.stageHeight + by) / root.height
        onReset: root.memory.stageShare = 0
    }

    PanelDivider {
        y: root.height - root.plotHeight - 4
        width: root.width
        label: qsTr("Height of the plot")
        onMoved: by => root.memory.plotShare = (root.plotHeight - by) / root.height
        onReset: root.memory.plotShare = 0
    }

    HoverCard {
        view: stagePanel.view
    }

    HoverCard {
        view: timelinePanel.view
    }

    HoverCard {
        view: root.compact ? lowerTabs.view : latencyPanel.view
    }

    HoverCard {
        view: latencyPanel.distribution
    }

    function focusTimeline() {
        timelinePanel.view.forceActiveFocus(Qt.OtherFocusReason);
    }

    function clearSelection() {
        selection.clearSelection();
    }
}
