import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// What every task did when: the lanes, and below them the whole run.
Item {
    id: root

    required property Session session
    required property Viewport viewport
    required property KeptRuns kept
    required property GhostRun ghost
    required property RunSearch search
    required property Bookmarks bookmarks
    required property Measure measure
    required property real gutter
    required property bool compact

    property TheoryModel theory: null // shown over the depths; null: none
    property bool plotsShown: true // nothing stands above that a chip would lead to

    signal programRequested
    signal theoryRequested

    readonly property alias view: timeline
    readonly property bool brief: compact || width < 1000 // the heading has no room for every word
    readonly property alias overviewStrip: overview
    readonly property bool live: session.document.live
    // While a run is computed the axis is still that of the run before, and its length says nothing of this one.
    readonly property string stretchWords: session.document.partial ? qsTr("%1 so far").arg(session.numbers.length) : stretch.text
    readonly property string briefRemark: !known ? "" : live ? qsTr("%1, measured").arg(stretchWords) : stretchWords
    // What the other chips leave to the name of A: its own frame, tick and key take some as well.
    readonly property real ghostRoom: heading.toolsRoom - 62 - takenBy(programChip) - takenBy(theoryChip) - takenBy(bookmarksChip) - takenBy(orderChip) - takenBy(axisChip) - takenBy(foldChip) - takenBy(followChip) - takenBy(frameAllChip)
    readonly property bool known: session.state !== Session.Empty // between two runs nothing moves

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Timeline")

    StretchText {
        id: stretch
        shownSeconds: root.viewport.shownSeconds
        isWhole: root.viewport.showsAll
        isLast: root.viewport.showsEnd
        shownSteps: root.viewport.shownSteps
        allSteps: root.viewport.allSteps
        endSeconds: root.session.document.endSeconds
        firstPart: root.session.document.firstPart
    }

    SearchBar {
        id: searchBar
        objectName: "searchBar"
        z: 1 // what it says stands where the heading has its words
        width: parent.width
        search: root.search
        compact: root.compact
        onClosed: {
            root.search.shown = false;
            timeline.forceActiveFocus(Qt.OtherFocusReason);
        }
    }

    Connections {
        target: root.search

        function onStepped(fromSeconds: double, toSeconds: double) {
            root.session.scrubbed();
            root.viewport.showStretch(fromSeconds, toSeconds);
            timeline.showSelection();
        }
    }

    Connections {
        target: root.bookmarks

        function onWent(atSeconds: double) {
            root.session.scrubbed();
            root.viewport.show(atSeconds);
        }
    }

    PanelHeading {
        id: heading
        y: searchBar.implicitHeight
        width: parent.width
        height: root.compact ? 28 : implicitHeight
        covered: searchBar.visible && searchBar.says
        text: qsTr("Timeline")
        remark: root.briefRemark + root.behind(timeline.spansText) + root.behind(root.compact || root.kept.comparable ? "" : timeline.lanesText)
        briefer: [root.briefRemark + root.behind(timeline.spansText), root.briefRemark]

        Chip {
            id: programChip
            objectName: "programChip"
            visible: root.known && root.plotsShown && !root.session.recorded
            text: qsTr("Program")
            keyHint: "C"
            hint: qsTr("The steps of each group, where its tasks stand, and the same program in Python")
            onClicked: root.programRequested()
        }

        Chip {
            id: theoryChip
            objectName: "theoryChip"
            visible: root.known && root.plotsShown && !root.compact && !root.session.recorded
            text: qsTr("Theory")
            keyHint: "T"
            hint: qsTr("What queueing theory says of this scenario, beside what the run measured")
            onClicked: root.theoryRequested()
        }

        Chip {
            objectName: "ghostChip"
            visible: root.known && root.kept.comparable && root.plotsShown && root.viewport.timeAxis === TimeAxis.Plain
            readonly property bool named: !root.compact && root.ghostRoom >= 64

            mostTextWidth: named ? Math.min(124, root.ghostRoom) : Infinity
            text: named ? qsTr("A: %1").arg(root.kept.aName) : qsTr("Ghost")
            keyHint: "B"
            checkable: true
            checked: root.kept.ghostShown
            hint: (root.kept.aIsPinned ? qsTr("The pinned run, %1, faint behind this one: lower lanes, dashed lines, rings").arg(root.kept.aName) : qsTr("The run before, %1, faint behind this one: lower lanes, dashed lines, rings").arg(root.kept.aName)) + (root.kept.pinned && !root.kept.aIsPinned ? qsTr(". The pinned run is this one, and is A as soon as another is shown") : "")
            onToggled: root.kept.ghostShown = checked
        }

        BookmarksChip {
            id: bookmarksChip
            objectName: "bookmarksChip"
            visible: root.known && (bookmarks.count > 0 || listed)
            bookmarks: root.bookmarks
            compact: root.brief
        }

        LaneOrderChip {
            id: orderChip
            objectName: "orderChip"
            visible: root.known && timeline.sortable && !root.compact
            view: timeline
            brief: root.brief
        }

        TimeAxisChip {
            id: axisChip
            objectName: "axisChip"
            visible: root.known && !root.compact
            viewport: root.viewport
            brief: root.brief
        }

        Chip {
            id: foldChip
            objectName: "foldChip"
            visible: root.known && timeline.foldable && !root.compact
            iconName: timeline.allFolded ? "unfold" : "fold"
            readonly property string words: timeline.allFolded ? qsTr("Unfold all") : qsTr("Fold all")
            text: root.brief ? "" : words
            Accessible.name: words
            keyHint: "G"
            hint: words + "\n" + qsTr("Groups of tasks as one lane of counts by state, or a lane a task")
            onClicked: timeline.foldAll(!timeline.allFolded)
        }

        Chip {
            id: followChip
            objectName: "followChip"
            visible: root.known
            text: qsTr("Following")
            checkable: true
            checked: root.viewport.following
            hint: root.live ? qsTr("The window stays with the present of the run. Dragging turns it off.") : qsTr("The window stays with the playhead. Dragging turns it off.")
            onToggled: root.follow(checked)
        }

        Chip {
            id: frameAllChip
            objectName: "frameAllChip"
            visible: root.known
            text: qsTr("Frame all")
            keyHint: "F"
            hint: qsTr("Show the whole run")
            onClicked: root.viewport.frameAll()
        }
    }

    TimelineView {
        id: timeline
        objectName: "timelineView"
        y: heading.y + heading.height
        width: parent.width
        height: Math.max(0, parent.height - y - overviewRoom.height)
        document: root.session.document
        viewport: root.viewport
        ghost: root.ghost
        theory: root.theory
        search: root.search
        measure: root.measure
        gutter: root.gutter
        rightMargin: Theme.pageMargin
        dark: Theme.dark
        fontFamily: Theme.fontFamily
        onScrubbed: root.session.scrubbed()
        onBookmarkClicked: bookmark => {
            root.bookmarks.go(bookmark);
            note.edit(bookmark);
        }

        BookmarkNote {
            id: note
            x: Math.max(8, Math.min(timeline.width - width - 8, timeline.instantX(root.bookmarks.atSeconds(row)) - 8))
            y: timeline.rulerHeight + 2
            bookmarks: root.bookmarks
        }

        // Beside the stretch, where there is room, and below a note that is written there.
        MeasureCard {
            objectName: "measureCard"
            readonly property bool noted: note.visible && note.x < x + width && x < note.x + note.width

            x: timeline.instantX((root.measure.fromSeconds + root.measure.toSeconds) / 2) > timeline.width / 2 ? root.gutter + 8 : timeline.width - width - Theme.pageMargin - 8
            // Where there is little room, over the ruler rather than cut off.
            y: Math.min(noted ? note.y + note.height + 8 : timeline.rulerHeight + 8, Math.max(0, timeline.height - height - 4))
            measure: root.measure
            onFramed: root.viewport.frame(root.measure.fromSeconds, root.measure.toSeconds)
        }

        SceneFocus {
            view: timeline
            name: qsTr("Timeline")
        }

        // Where the lanes find no room even at their thinnest.
        ThinScrollBar {
            id: lanesBar
            anchors.right: parent.right
            y: timeline.rulerHeight + timeline.pinnedHeight
            height: timeline.height - y
            orientation: Qt.Vertical
            size: timeline.scrolledHeight > 0 ? height / timeline.scrolledHeight : 1
            position: timeline.scrolledHeight > 0 ? timeline.laneOffset / timeline.scrolledHeight : 0
            onPositionChanged: {
                if (pressed)
                    timeline.laneOffset = position * timeline.scrolledHeight;
            }
        }
    }

    Item {
        id: overviewRoom
        anchors.bottom: parent.bottom
        width: parent.width
        height: !root.known || !root.plotsShown ? 0 : (root.compact ? 36 : 44)

        OverviewView {
            id: overview
            objectName: "overview"
            visible: overviewRoom.height > 0
            y: root.compact ? 2 : 4
            width: parent.width
            height: 32
            document: root.session.document
            viewport: root.viewport
            search: root.search
            gutter: root.gutter
            rightMargin: Theme.pageMargin
            dark: Theme.dark
            fontFamily: Theme.fontFamily

            SceneFocus {
                view: overview
                name: root.session.document.firstPart ? qsTr("The first part of the run, with the visible part framed") : qsTr("The whole run, with the visible part framed")
            }
        }
    }

    PatientHint {
        wanted: root.session.document.empty
        anchors.fill: timeline
        anchors.margins: Theme.pageMargin
        title: timeline.emptyTitle
        text: timeline.emptyText
        kind: EmptyGlyph.Lanes
    }

    function takenBy(chip: Item): real {
        return chip.visible ? chip.width + heading.toolsSpacing : 0;
    }

    // As one more part of the heading's remark.
    function behind(text: string): string {
        return text === "" ? "" : " · " + text;
    }

    function mark() {
        note.edit(root.bookmarks.mark());
    }

    function find() {
        root.search.shown = true;
        searchBar.focusField();
    }

    // Following concerns the window of time and, on the real clock, the playhead as well.
    function follow(following: bool) {
        root.viewport.following = following;
        if (root.live)
            root.session.following = following;
    }
}
