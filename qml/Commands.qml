pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Everything that the window can do, and the keys for it. Of all views of the window only what the palette and the keys need.
Item {
    id: root

    required property Session session
    required property KeptRuns kept
    required property RunView runView
    required property SweepModel sweep
    required property bool runShown // the page of one run, or of two
    required property bool sweepShown // that of the sweep
    required property bool free // nothing lies over the window
    required property bool typing // the keyboard belongs to a field
    required property bool buttonFocused // Space belongs to a button

    property bool comparing: false // that page is shown

    readonly property alias table: table
    readonly property bool sound: !session.problem.present // also while the first run is still being computed
    readonly property bool hasRun: sound && session.state !== Session.Empty
    readonly property bool own: sound && !session.recorded // it is made from a scenario, and can be made again
    readonly property bool ownRun: hasRun && own
    readonly property bool reading: session.reader.busy // Escape ends that before anything else
    readonly property string notARun: !session.recorded ? "" : qsTr("a recording: nobody knows of a scenario that it could be run with")
    readonly property bool plain: free && !typing && runShown // keys without Ctrl that concern the run are heard
    readonly property int task: session.document.selectedTask
    readonly property int item: session.document.selectedItem

    signal chooserRequested
    signal openRequested
    signal exportRequested
    signal sweepRequested
    signal compareRequested
    signal namingRequested
    signal programRequested
    signal theoryRequested
    signal saveRequested
    signal saveProgramRequested
    signal findingsRequested
    signal paletteRequested
    signal keysRequested
    signal aboutRequested

    visible: false

    CommandTable {
        id: table

        Command {
            group: qsTr("The run")
            title: root.session.playing ? qsTr("Pause") : qsTr("Run")
            iconName: root.session.playing ? "pause" : "play"
            keys: ["Space"]
            available: root.sound
            heard: root.plain && !root.buttonFocused
            onTriggered: root.session.toggle()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Step forward, one event")
            iconName: "stepForward"
            keys: ["."]
            available: root.sound
            heard: root.plain
            onTriggered: root.session.stepForward()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Step back, one event")
            iconName: "stepBack"
            keys: [","]
            available: root.sound
            heard: root.plain
            onTriggered: root.session.stepBack()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("To the next of the same kind")
            remark: qsTr("from a put to the next put, from a span to the next of its name")
            keys: ["Alt+Right"]
            available: root.hasRun
            heard: root.plain
            onTriggered: root.runView.steps.stepKindForward()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("To the one before of its kind")
            keys: ["Alt+Left"]
            available: root.hasRun
            heard: root.plain
            onTriggered: root.runView.steps.stepKindBack()
        }

        Command {
            group: qsTr("The run")
            title: root.session.recorded ? qsTr("Play from the start") : qsTr("Restart with the same seed")
            remark: root.session.recorded ? "" : qsTr("seed %1").arg(root.session.seed)
            iconName: "restart"
            keys: ["R"]
            available: root.sound
            heard: root.plain
            onTriggered: root.session.restart()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Restart with another seed")
            iconName: "dice"
            why: root.notARun
            available: root.own
            onTriggered: root.session.newSeed()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Undo a setting")
            remark: root.kept.undoText
            keys: ["Ctrl+Z"]
            why: root.notARun
            available: root.sound && root.kept.canUndo
            heard: root.plain
            onTriggered: root.kept.undo()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Redo a setting")
            remark: root.kept.redoText
            keys: ["Ctrl+Shift+Z"]
            why: root.notARun
            available: root.sound && root.kept.canRedo
            heard: root.plain
            onTriggered: root.kept.redo()
        }

        Command {
            group: qsTr("The run")
            title: qsTr("Restart with twice as many items")
            iconName: "plus"
            why: root.notARun
            available: root.own && root.session.canHaveMoreItems && !root.session.document.firstPart
            onTriggered: root.session.moreItems()
        }

        Command {
            group: qsTr("The run")
            title: root.session.virtualClock ? qsTr("Real clock") : qsTr("Virtual clock")
            remark: root.session.virtualClock ? qsTr("the run happens as you watch") : qsTr("the whole run is computed at once")
            why: root.notARun
            available: root.own
            onTriggered: root.session.virtualClock = !root.session.virtualClock
        }

        Command {
            group: qsTr("The run before")
            title: root.comparing ? qsTr("Back from comparing to the run") : qsTr("Compare with the run before")
            remark: root.kept.changeText
            iconName: "compare"
            keys: ["X"]
            why: root.notARun
            available: root.ownRun
            heard: root.free && !root.typing // on the sweep's page as well: a cell that was kept is looked at next
            onTriggered: root.compareRequested()
        }

        Command {
            group: qsTr("The run before")
            title: qsTr("Close the comparison")
            keys: ["Escape"]
            listed: false
            available: root.ownRun
            heard: !root.reading && root.plain && root.comparing
            onTriggered: root.compareRequested()
        }

        Command {
            group: qsTr("The run before")
            title: root.kept.ghostShown ? qsTr("Hide the ghost of A") : qsTr("Show the ghost of A")
            remark: root.kept.aName
            keys: ["B"]
            why: root.notARun
            available: root.sound && root.kept.comparable && root.runView.viewport.timeAxis === TimeAxis.Plain
            heard: root.plain
            onTriggered: root.kept.ghostShown = !root.kept.ghostShown
        }

        Command {
            group: qsTr("The run before")
            title: root.kept.pinned ? qsTr("Let the pinned run go: compare with the run before") : qsTr("Keep this run as A")
            remark: root.kept.pinned ? root.kept.pinnedName : root.kept.bName
            iconName: "pin"
            keys: ["K"]
            why: root.notARun
            available: root.own && root.session.state !== Session.Empty
            heard: root.plain
            onTriggered: root.kept.togglePinOfPresent()
        }

        Command {
            group: qsTr("The run before")
            title: qsTr("Name a run that was kept")
            remark: qsTr("the one that is pointed at, or was chosen")
            iconName: "edit"
            keys: ["F2"]
            listed: root.comparing
            why: root.notARun
            available: root.ownRun
            heard: root.plain && root.comparing
            onTriggered: root.namingRequested()
        }

        // Heard by the list of the runs, of the line that is highlighted.
        Command {
            group: qsTr("The run before")
            title: qsTr("Forget it")
            keys: ["Delete"]
            listed: false
        }

        Command {
            group: qsTr("The run before")
            title: qsTr("Swap A and B")
            remark: root.kept.changeText
            why: root.notARun
            available: root.sound && root.kept.swappable
            onTriggered: root.kept.swap()
        }

        Command {
            group: qsTr("What is selected")
            title: root.item >= 0 ? qsTr("Back along the item") : qsTr("To the task’s event before")
            iconName: "chevronLeft"
            keys: ["Shift+Left"]
            why: root.sound ? qsTr("nothing is selected") : ""
            available: root.sound && (root.task >= 0 || root.item >= 0)
            heard: root.plain
            onTriggered: {
                if (root.item >= 0)
                    root.runView.steps.stepItemBack();
                else
                    root.session.stepTaskBack();
            }
        }

        Command {
            group: qsTr("What is selected")
            title: root.item >= 0 ? qsTr("On along the item") : qsTr("To the task’s next event")
            iconName: "chevronRight"
            keys: ["Shift+Right"]
            why: root.sound ? qsTr("nothing is selected") : ""
            available: root.sound && (root.task >= 0 || root.item >= 0)
            heard: root.plain
            onTriggered: {
                if (root.item >= 0)
                    root.runView.steps.stepItemForward();
                else
                    root.session.stepTaskForward();
            }
        }

        Command {
            group: qsTr("What is selected")
            title: qsTr("Pin the task’s lane, or let it go")
            iconName: "pin"
            keys: ["P"]
            why: root.sound ? qsTr("no task is selected") : ""
            available: root.sound && root.task >= 0
            heard: root.plain
            onTriggered: root.runView.timeline.view.togglePin(root.task)
        }

        Command {
            group: qsTr("What is selected")
            title: root.runView.measure.present ? qsTr("Measure no longer") : root.runView.plotsShown ? qsTr("Select nothing") : qsTr("Back to the plots")
            iconName: "close"
            keys: ["Escape"]
            available: root.sound
            heard: !root.reading && root.plain && !root.comparing
            onTriggered: root.runView.letGo()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Frame the whole run")
            keys: ["F"]
            available: root.sound
            heard: root.plain
            onTriggered: root.runView.viewport.frameAll()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Find in the run")
            remark: qsTr("names, items, payloads, long states, long queues")
            iconName: "search"
            keys: ["/"]
            available: root.hasRun
            heard: root.plain && !root.comparing
            onTriggered: root.runView.timeline.find()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("To the next hit")
            keys: ["F3"]
            listed: root.runView.search.shown
            available: root.hasRun && root.runView.search.steppable
            heard: root.free && root.runShown && !root.comparing
            onTriggered: root.runView.search.next()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("To the hit before")
            keys: ["Shift+F3"]
            listed: root.runView.search.shown
            available: root.hasRun && root.runView.search.steppable
            heard: root.free && root.runShown && !root.comparing
            onTriggered: root.runView.search.previous()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Mark this instant")
            remark: qsTr("a bookmark at the playhead, with a note")
            iconName: "pin"
            keys: ["M"]
            available: root.hasRun
            heard: root.plain && !root.comparing
            onTriggered: root.runView.timeline.mark()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("To the next bookmark")
            keys: ["N"]
            why: root.hasRun ? qsTr("nothing is marked yet") : ""
            available: root.hasRun && root.runView.bookmarks.count > 0
            heard: root.plain
            onTriggered: root.runView.bookmarks.next()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("To the bookmark before")
            keys: ["Shift+N"]
            why: root.hasRun ? qsTr("nothing is marked yet") : ""
            available: root.hasRun && root.runView.bookmarks.count > 0
            heard: root.plain
            onTriggered: root.runView.bookmarks.previous()
        }

        Command {
            group: qsTr("The timeline")
            title: root.runView.measure.open ? qsTr("Measure up to here") : qsTr("Measure from here")
            remark: qsTr("how long, and what happened meanwhile")
            keys: ["Shift+M"]
            available: root.hasRun
            heard: root.plain && !root.comparing
            onTriggered: root.runView.measure.mark()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Measure a stretch")
            keyNote: qsTr("Shift+drag")
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Zoom in")
            iconName: "plus"
            keys: ["+", "="]
            available: root.sound
            heard: root.plain
            onTriggered: root.runView.viewport.zoomAtPlayhead(1.25)
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Zoom out")
            iconName: "minus"
            keys: ["-"]
            available: root.sound
            heard: root.plain
            onTriggered: root.runView.viewport.zoomAtPlayhead(0.8)
        }

        Command {
            group: qsTr("The timeline")
            title: root.session.document.live ? qsTr("Follow the present, or stay") : qsTr("Follow the playhead, or stay")
            available: root.sound
            onTriggered: root.runView.timeline.follow(!root.runView.viewport.following)
        }

        Command {
            group: qsTr("The timeline")
            title: root.runView.timeline.view.allFolded ? qsTr("Unfold the groups") : qsTr("Fold the groups")
            iconName: root.runView.timeline.view.allFolded ? "unfold" : "fold"
            keys: ["G"]
            why: root.sound ? qsTr("no group is lower folded than its lanes are") : ""
            available: root.sound && root.runView.timeline.view.foldable
            heard: root.plain
            onTriggered: root.runView.timeline.view.foldAll(!root.runView.timeline.view.allFolded)
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Another order of the lanes")
            remark: qsTr("as started, by name, busiest first, first event first")
            iconName: "sort"
            keys: ["O"]
            why: root.sound ? qsTr("all lanes are seen at once") : ""
            available: root.sound && root.runView.timeline.view.sortable
            heard: root.plain
            onTriggered: root.runView.timeline.view.nextOrder()
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Another axis of time")
            remark: qsTr("as it passes, idle stretches shortened, a step an event")
            iconName: "axis"
            keys: ["I"]
            available: root.sound
            heard: root.plain
            onTriggered: root.runView.viewport.nextTimeAxis()
        }

        // These the timeline hears itself, while it has the keyboard.
        Command {
            group: qsTr("The timeline")
            title: qsTr("Earlier, later")
            keys: ["Left", "Right"]
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Zoom, or scroll the lanes")
            keys: ["Up", "Down"]
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("The same as the arrows")
            keys: ["W", "A", "S", "D"]
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Show the start, the end")
            keys: ["Home", "End"]
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Zoom at the pointer")
            keyNote: qsTr("Wheel")
            listed: false
        }

        Command {
            group: qsTr("The timeline")
            title: qsTr("Frame that span")
            keyNote: qsTr("Double click")
            listed: false
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Find a command")
            iconName: "search"
            keys: ["Ctrl+K"]
            listed: false
            heard: root.free
            onTriggered: root.paletteRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Choose a scenario")
            iconName: "menu"
            keys: ["Ctrl+N"]
            heard: root.free
            onTriggered: root.chooserRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Open a scenario or a recording")
            iconName: "folder"
            keys: ["Ctrl+O"]
            heard: root.free
            onTriggered: root.openRequested()
        }

        Command {
            group: qsTr("The window")
            title: root.own ? qsTr("Save the run or its scenario") : qsTr("Save the recording")
            remark: root.own ? qsTr("to be opened and run again") : qsTr("as a session, to be opened here")
            keys: ["Ctrl+S"]
            available: root.own || root.hasRun
            heard: root.free
            onTriggered: root.saveRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Check this recording")
            remark: qsTr("what is wrong with its file, what was left out, and where")
            why: root.session.recorded ? qsTr("reading it came upon nothing") : qsTr("a run from no file, or from a sound one")
            available: root.hasRun && !root.sweepShown && !root.comparing && (root.session.recorded ? root.session.recording.findings.count > 0 : root.session.damage.findings.count > 0)
            onTriggered: root.findingsRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Read it no further")
            remark: root.reading ? root.session.reader.file : ""
            iconName: "close"
            keys: ["Escape"]
            available: root.reading
            heard: root.free && !root.typing && root.reading
            onTriggered: root.session.reader.cancel()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Save the program in Python")
            remark: qsTr("asyncio, with these parameters")
            why: root.notARun
            available: root.ownRun
            onTriggered: root.saveProgramRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Copy the program in Python")
            iconName: "copy"
            why: root.notARun
            available: root.ownRun
            onTriggered: root.session.copyPython()
        }

        Command {
            group: qsTr("The window")
            title: root.sweepShown ? qsTr("Export the sweep") : root.comparing ? qsTr("Export the comparison") : qsTr("Export the run")
            remark: root.sweepShown ? qsTr("a table, a line a cell") : root.comparing ? qsTr("a table of items, or settings and numbers") : qsTr("session, trace, table or event list")
            iconName: "export"
            keys: ["Ctrl+E"]
            available: root.hasRun
            heard: root.free
            onTriggered: root.exportRequested()
        }

        Command {
            group: qsTr("The window")
            title: root.runView.programShown && !root.comparing ? qsTr("Back from the program to the plots") : qsTr("Show the program")
            keys: ["C"]
            why: root.notARun
            available: root.own
            heard: root.plain
            onTriggered: root.programRequested()
        }

        Command {
            group: qsTr("The window")
            title: root.runView.waitsShown ? qsTr("Back from who waits for whom") : qsTr("Show who waits for whom")
            remark: qsTr("at this instant, and whether there is a circle")
            keys: ["Y"]
            why: root.session.recorded ? qsTr("this recording has lanes, and does not tell who waits for what") : ""
            available: root.hasRun && root.runView.staged
            heard: root.plain && !root.comparing
            onTriggered: root.runView.toggleWaits()
        }

        Command {
            group: qsTr("The window")
            title: root.runView.theoryShown && !root.comparing ? qsTr("Back from theory to the plots") : qsTr("Compare with queueing theory")
            keys: ["T"]
            why: root.notARun
            available: root.own
            heard: root.plain
            onTriggered: root.theoryRequested()
        }

        Command {
            group: qsTr("The window")
            title: root.sweepShown ? qsTr("Back from the sweep to the run") : qsTr("Sweep over a whole range")
            remark: qsTr("which setting meets a goal")
            iconName: "sweep"
            keys: ["V"]
            why: root.notARun
            available: root.own
            heard: root.free && !root.typing
            onTriggered: root.sweepRequested()
        }

        Command {
            group: qsTr("The sweep")
            title: root.sweep.running ? qsTr("Cancel the sweep") : qsTr("Back to the run")
            iconName: "close"
            keys: ["Escape"]
            available: root.sweepShown
            heard: !root.reading && root.free && root.sweepShown && (root.sweep.running || !root.typing) // a hand that has just set a number may be in its field
            onTriggered: {
                if (root.sweep.running)
                    root.sweep.cancel();
                else
                    root.sweepRequested();
            }
        }

        Command {
            group: qsTr("The sweep")
            title: qsTr("Keep this cell's run as A")
            remark: root.sweep.settingText(root.sweep.atHand)
            iconName: "pin"
            keys: ["K"]
            available: root.sweepShown
            heard: root.free && !root.typing && root.sweepShown
            onTriggered: root.sweep.keepCell(root.sweep.atHand, root.kept)
        }

        Command {
            group: qsTr("The sweep")
            title: qsTr("Sweep again")
            iconName: "restart"
            keys: ["R"]
            available: root.sweepShown
            heard: root.free && !root.typing && root.sweepShown
            onTriggered: root.sweep.start()
        }

        Command {
            group: qsTr("The sweep")
            title: root.sweep.tableShown ? qsTr("Show the cells as a picture") : qsTr("Show the cells as a table")
            keys: ["T"]
            available: root.sweepShown
            heard: root.free && !root.typing && root.sweepShown
            onTriggered: root.sweep.tableShown = !root.sweep.tableShown
        }

        Command {
            group: qsTr("The window")
            title: Theme.dark ? qsTr("Light colours") : qsTr("Dark colours")
            iconName: Theme.dark ? "sun" : "moon"
            onTriggered: Theme.mode = Theme.dark ? Theme.Light : Theme.Dark
        }

        Command {
            group: qsTr("The window")
            title: Theme.reducedMotion ? qsTr("Move as usual") : qsTr("Reduce motion")
            onTriggered: Theme.reducedMotion = !Theme.reducedMotion
        }

        Command {
            group: qsTr("The window")
            title: qsTr("List the keys")
            iconName: "information"
            keys: ["?"]
            heard: root.free && !root.typing
            onTriggered: root.keysRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("About Sojourn")
            onTriggered: root.aboutRequested()
        }

        Command {
            group: qsTr("The window")
            title: qsTr("Quit")
            keys: ["Ctrl+Q"]
            heard: true
            onTriggered: Qt.quit()
        }
    }

    // Every built-in scenario is a command as well.
    Repeater {
        model: root.session.scenarioNames

        Item {
            id: scenario

            required property string modelData
            required property int index

            Command {
                id: open
                group: qsTr("Scenarios")
                title: root.session.scenarioTitles[scenario.index]
                remark: scenario.modelData
                onTriggered: root.session.openBuiltin(scenario.modelData)
            }

            Component.onCompleted: table.add(open)
        }
    }

    Repeater {
        model: table

        Item {
            id: heard

            required property Command command

            Shortcut {
                sequences: [...heard.command.keys]
                enabled: heard.command.heard && (heard.command.available || heard.command.why !== "")
                onActivated: {
                    if (heard.command.available)
                        heard.command.trigger();
                    else
                        root.session.remark(qsTr("%1: %2").arg(heard.command.title).arg(heard.command.why));
                }
            }
        }
    }
}
