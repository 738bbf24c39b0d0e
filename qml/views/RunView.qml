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
    required property KeptRuns kept

    signal otherScenarios
    signal saveProgramRequested

    // Either in place of timeline, inspector and latencies.
    property bool programShown: false
    property bool theoryShown: false
    property bool ghostAlways: false // a page that compares is shown
    readonly property bool plotsShown: !programShown && !theoryShown
    readonly property bool staged: session.document.replayable // what stands in queues and hands is known
    readonly property bool latenciesShown: plotsShown && staged
    readonly property bool waitsShown: plotsShown && staged && (compact ? lowerTabs.waitsShown : inspector.waitsShown)

    readonly property alias viewport: sharedViewport
    readonly property alias ghost: ghostRun
    readonly property alias search: runSearch
    readonly property alias bookmarks: bookmarkList
    readonly property alias measure: measuredStretch
    readonly property alias steps: runSteps
    readonly property alias timeline: timelinePanel
    readonly property real gutter: Math.max(compact ? 96 : 112, Math.min(timelinePanel.view.namesWidth, compact ? 152 : 208))
    readonly property real stageShare: memory.stageShare > 0 ? memory.stageShare : (compact ? 0.28 : 0.262)
    readonly property real plotShare: memory.plotShare > 0 ? memory.plotShare : (compact ? 0.184 : 0.311)
    readonly property real room: height - stall.height // below the banner of a stalled run
    readonly property real stageHeight: !staged ? 0 : Math.round(Math.max(128, Math.min(room - 280, room * stageShare)))
    readonly property real plotHeight: !staged ? 0 : Math.round(Math.max(104, Math.min(room - stageHeight - 168, room * plotShare)))
    readonly property real lanesTop: stall.height + stageHeight
    readonly property real stripHeight: Math.max(plotHeight, 176) // of the timeline below the program
    readonly property real inspectorWidth: compact ? 0 : Theme.inspectorWidth
    readonly property real numbersWidth: 196 // with room for the difference to A, whether there is one yet or not

    Viewport {
        id: sharedViewport
        document: root.session.document
        reachSeconds: ghostRun.endSeconds
    }

    GhostRun {
        id: ghostRun
        kept: root.kept
        always: root.ghostAlways
    }

    FigureChanges {
        id: figureChanges
        kept: root.kept
    }

    SelectionFacts {
        id: selection
        document: root.session.document
        onFactsChanged: {
            if (present)
                root.memory.hintSeen = true;
        }
    }

    RunTheory {
        id: runTheory
        session: root.session
    }

    RunSearch {
        id: runSearch
        document: root.session.document
    }

    Bookmarks {
        id: bookmarkList
        document: root.session.document
    }

    RunSteps {
        id: runSteps
        document: root.session.document
        onStepped: atSeconds => {
            root.session.scrubbed();
            sharedViewport.show(atSeconds);
        }
        onStayed: why => root.session.remark(why)
    }

    Measure {
        id: measuredStretch
        document: root.session.document
    }

    StallFacts {
        id: stallFacts
        document: root.session.document
    }

    WaitFacts {
        id: waitFacts
        document: root.session.document
        active: root.waitsShown
    }

    LogLines {
        id: logLines
        session: root.session
    }

    StallRemedies {
        id: stallRemedies
        session: root.session
    }

    onProgramShownChanged: {
        if (programShown)
            theoryShown = false;
    }
    onTheoryShownChanged: {
        if (theoryShown)
            programShown = false;
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

    StallBanner {
        id: stall
        objectName: "stallBanner"
        width: root.width
        height: implicitHeight
        facts: stallFacts
        remedies: stallRemedies
        compact: root.compact
        onProgramRequested: root.programShown = true
        onWhereRequested: {
            stallFacts.selectTask(stallFacts.culprit);
            sharedViewport.show(stallFacts.culpritSinceSeconds);
        }
        onAgainRequested: root.session.restart()
    }

    StagePanel {
        id: stagePanel
        visible: !root.theoryShown && root.staged
        y: stall.height
        width: root.width
        height: root.stageHeight
        session: root.session
        viewport: sharedViewport
        compact: root.compact
        explained: stallFacts.present
    }

    TimelinePanel {
        id: timelinePanel
        y: root.plotsShown ? root.lanesTop : root.height - height
        width: root.plotsShown ? root.width - root.inspectorWidth : root.theoryShown ? root.width - theoryPanel.listWidth : root.width
        height: !root.plotsShown ? root.stripHeight : root.height - root.lanesTop - root.plotHeight
        session: root.session
        viewport: sharedViewport
        kept: root.kept
        ghost: ghostRun
        search: runSearch
        bookmarks: bookmarkList
        measure: measuredStretch
        gutter: root.gutter
        compact: root.compact
        plotsShown: root.plotsShown
        theory: root.theoryShown ? theoryPanel.theory : null
        onProgramRequested: root.programShown = true
        onTheoryRequested: root.theoryShown = true
    }

    ProgramPanel {
        objectName: "programPanel"
        visible: root.programShown
        y: root.lanesTop
        width: root.width
        height: root.height - y - root.stripHeight
        session: root.session
        compact: root.compact
        onClosed: root.programShown = false
        onSaveRequested: root.saveProgramRequested()
    }

    TheoryPanel {
        id: theoryPanel
        objectName: "theoryPanel"
        visible: root.theoryShown
        y: stall.height
        width: root.width
        height: root.height - y
        session: root.session
        kept: root.kept
        viewport: sharedViewport
        gutter: root.gutter
        compact: root.compact
        stripHeight: root.stripHeight
        onClosed: root.theoryShown = false
    }

    InspectorPanel {
        id: inspector
        visible: !root.compact && root.plotsShown
        x: root.width - width
        y: root.lanesTop
        width: root.inspectorWidth
        height: timelinePanel.height
        session: root.session
        facts: selection
        stall: stallFacts
        waits: waitFacts
        lines: logLines
        memory: root.memory
        ended: root.session.state === Session.Ended
        onOtherScenarios: root.otherScenarios()
    }

    LatencyPanel {
        id: latencyPanel
        objectName: "latencyPanel"
        visible: !root.compact && root.latenciesShown && !root.session.numbers.itemless
        y: root.height - root.plotHeight
        width: root.width - root.numbersWidth
        height: root.plotHeight
        session: root.session
        viewport: sharedViewport
        ghost: ghostRun
        theory: runTheory
        gutter: root.gutter
        timelineWidth: root.width - root.inspectorWidth
    }

    // Where no item has a sojourn time there is room for what the run prints.
    LogPane {
        objectName: "logPanel"
        visible: !root.compact && root.latenciesShown && root.session.numbers.itemless
        y: root.height - root.plotHeight
        width: root.width - root.numbersWidth
        height: root.plotHeight
        session: root.session
        lines: logLines
    }

    NumbersPanel {
        visible: !root.compact && root.latenciesShown
        x: root.width - width
        y: root.height - root.plotHeight
        width: root.numbersWidth
        height: root.plotHeight
        session: root.session
        changes: figureChanges
        theory: runTheory
    }

    LowerTabs {
        id: lowerTabs
        objectName: "lowerPanels"
        visible: root.compact && root.latenciesShown
        y: root.height - root.plotHeight
        width: root.width
        height: root.plotHeight
        session: root.session
        viewport: sharedViewport
        facts: selection
        stall: stallFacts
        waits: waitFacts
        lines: logLines
        ghost: ghostRun
        changes: figureChanges
        theory: runTheory
        gutter: root.gutter
    }

    PanelDivider {
        visible: !root.theoryShown && root.staged
        y: root.lanesTop - 4
        width: root.width
        label: qsTr("Height of the stage")
        onMoved: by => root.memory.stageShare = (root.stageHeight + by) / root.room
        onReset: root.memory.stageShare = 0
    }

    PanelDivider {
        visible: root.latenciesShown
        y: root.height - root.plotHeight - 4
        width: root.width
        label: qsTr("Height of the plot")
        onMoved: by => root.memory.plotShare = (root.plotHeight - by) / root.room
        onReset: root.memory.plotShare = 0
    }

    HoverCard {
        view: stagePanel.view
    }

    HoverCard {
        view: timelinePanel.view
    }

    HoverCard {
        view: timelinePanel.overviewStrip
    }

    HoverCard {
        view: root.compact ? lowerTabs.view : latencyPanel.view
    }

    HoverCard {
        view: root.compact ? lowerTabs.distribution : latencyPanel.distribution
    }

    HoverCard {
        view: theoryPanel.view
    }

    function focusTimeline() {
        timelinePanel.view.forceActiveFocus(Qt.OtherFocusReason);
    }

    // A span of a lane: it is selected, and framed with some room around it.
    function showSpan(task: int, from: double, to: double) {
        session.document.selectedTask = task;
        session.document.playheadSeconds = from;
        session.scrubbed();
        const room = Math.max((to - from) * 0.5, 1e-6);
        sharedViewport.frame(from - room, to + room);
        focusTimeline();
    }

    // An instant of a recording, on a lane or (below 0) on none.
    function showInstant(task: int, at: double) {
        session.document.selectedTask = task;
        session.document.playheadSeconds = at;
        session.scrubbed();
        focusTimeline();
    }

    // What is measured goes first, then what stands instead of the plots, then what is selected.
    // Who waits for whom at the playhead, or back from it.
    function toggleWaits() {
        const isHidden = !plotsShown;
        programShown = theoryShown = false;
        if (isHidden && waitsShown)
            return;
        if (compact)
            lowerTabs.toggleWaits();
        else
            inspector.toggleWaits();
    }

    function letGo() {
        if (measuredStretch.present)
            measuredStretch.clear();
        else if (plotsShown && !compact && inspector.waitsShown && inspector.waitsOverSelection)
            inspector.toggleWaits();
        else if (!plotsShown)
            programShown = theoryShown = false;
        else
            selection.clearSelection();
    }
}
