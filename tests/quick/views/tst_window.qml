import QtQuick
import QtTest
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels

// The window as a whole: sizes, transport, keys, the end of a run.
WindowCase {
    name: "Window"

    // Or else no test here would fail on one.
    function test_hearsWarnings() {
        ignoreWarning("a warning");
        console.warn("a warning");
        compare(harness.takeWarnings(), ["a warning"]);
    }

    function test_opensAtEverySize_data() {
        return [
            { tag: "small", width: 1000, height: 640 },
            { tag: "usual", width: 1400, height: 900 },
            { tag: "wide", width: 1920, height: 1080 },
            { tag: "low and wide", width: 1800, height: 660 },
            { tag: "wall", width: 3840, height: 2160 },
        ];
    }

    function test_opensAtEverySize(data: QtObject) {
        open("asyncq", true, 1, data.width, data.height);
        for (const name of ["stageView", "timelineView", "overview"]) {
            const view = item(name);
            verify(view.width > 200 && view.height > 20, name);
            const at = view.mapToItem(null, 0, 0);
            verify(at.x >= 0 && at.x + view.width <= window.width + 0.5, name);
            verify(at.y >= 0 && at.y + view.height <= window.height + 0.5, name);
        }
        const plot = window.compact ? item("lowerPanels").view : item("latencyPanel").view;
        verify(plot.visible);
        compare(plot.width, item("timelineView").width);
        window.width = 1000;
        window.height = 640;
        wait(50);
        window.width = data.width;
        window.height = data.height;
        wait(50);
    }

    function test_showsARealRunAsItHappens() {
        open("asyncq", false, 1, 1400, 900);
        verify(session.playing);
        const seen = session.document.endSeconds;
        tryVerify(() => session.document.endSeconds > seen);
        compare(session.document.playheadSeconds, session.document.endSeconds);
        tryVerify(() => item("followChip").visible);
    }

    function test_runsInTheDark() {
        Theme.mode = Theme.Light;
        open("asyncq", true, 1, 1400, 900);
        click("darkSwitch");
        verify(Theme.dark);
        click("darkSwitch");
        verify(!Theme.dark);
    }

    function test_saysThatARunHasEnded() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        verify(session.numbers.ending !== "");
        verify(item("moreItems").visible);
        const runs = harness.runs;
        session.speed = 1;
        click("runAgain");
        tryVerify(() => harness.runs > runs);
        tryCompare(session, "state", Session.Playing);
        verify(!item("runAgain").visible);
    }

    function test_keysDriveTheRun() {
        open("asyncq", true, 1, 1400, 900);
        verify(session.playing);
        keyClick(Qt.Key_Space);
        compare(session.state, Session.Paused);
        const before = session.document.playheadSeconds;
        keyClick(Qt.Key_Period);
        keyClick(Qt.Key_Period);
        verify(session.document.playheadSeconds >= before);
        keyClick(Qt.Key_Comma);
        compare(session.state, Session.Paused);
        keyClick(Qt.Key_Space);
        compare(session.state, Session.Playing);
        const runs = harness.runs;
        keyClick(Qt.Key_R);
        tryVerify(() => harness.runs > runs);
    }

    function test_keysFrameAndZoom() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_F);
        const chip = item("frameAllChip");
        verify(chip.visible);
        const all = item("timelineView").viewport.spanSeconds;
        keyClick(Qt.Key_Plus);
        verify(item("timelineView").viewport.spanSeconds < all);
        keyClick(Qt.Key_Minus);
        click("frameAllChip");
        compare(item("timelineView").viewport.spanSeconds, all);
        verify(item("timelineView").viewport.showsAll);
    }

    function test_timeHasThreeAxes() {
        open("asyncq", true, 1, 1400, 900);
        const viewport = item("timelineView").viewport;
        keyClick(Qt.Key_F);
        for (const axis of [TimeAxis.Idle, TimeAxis.Steps, TimeAxis.Plain]) {
            keyClick(Qt.Key_I);
            compare(viewport.timeAxis, axis);
            tryVerify(() => (viewport.timeAxisText === "") === (axis === TimeAxis.Plain));
            verify(viewport.showsAll);
        }
    }

    function test_keysOnChipsAreHeardBesideEveryControl() {
        open("gather", true, 1, 1400, 900);
        const view = item("timelineView");
        for (const control of ["speedSlider", "clockSwitch", "runButton", "parameter-task_count"]) {
            const target = item(control);
            mouseClick(target, target.width / 2, target.height - 6);
            tryVerify(() => view.foldable);
            const folded = view.allFolded;
            keyClick(Qt.Key_G);
            compare(view.allFolded, !folded, control);
            keyClick(Qt.Key_C);
            verify(item("programPanel").visible, control);
            keyClick(Qt.Key_C);
            verify(!item("programPanel").visible, control);
        }
    }

    function test_arrowsMoveTheTimeline() {
        open("asyncq", true, 1, 1400, 900);
        const viewport = item("timelineView").viewport;
        keyClick(Qt.Key_Space);
        mouseClick(item("timelineView"), 40, 100);
        keyClick(Qt.Key_Up);
        keyClick(Qt.Key_Up);
        const from = viewport.fromSeconds;
        keyClick(Qt.Key_Right);
        verify(viewport.fromSeconds > from);
        verify(!viewport.following);
        keyClick(Qt.Key_Home);
        compare(viewport.fromSeconds, 0);
    }

    function test_tabGoesOnFromAView() {
        open("asyncq", true, 1, 1400, 900);
        mouseClick(item("timelineView"), 40, 100);
        compare(window.activeFocusItem.Accessible.name, "Timeline");
        verify(!window.activeFocusItem.visualFocus);
        keyClick(Qt.Key_Backtab);
        keyClick(Qt.Key_Tab);
        compare(window.activeFocusItem.Accessible.name, "Timeline");
        verify(window.activeFocusItem.visualFocus);
    }

    function test_aFieldKeepsItsKeys() {
        open("asyncq", true, 1, 1400, 900);
        const field = item("seedField");
        mouseClick(field, field.width / 2, field.height / 2);
        verify(field.activeFocus);
        const runs = harness.runs;
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_R);
        verify(session.playing);
        compare(harness.runs, runs);
        field.selectAll();
        keyClick(Qt.Key_4);
        keyClick(Qt.Key_2);
        keyClick(Qt.Key_Return);
        compare(session.seed, "42");
        tryVerify(() => harness.runs > runs);
    }

    function test_refusesASeedWithASentence() {
        open("asyncq", true, 1, 1400, 900);
        session.setSeed("forty-two");
        verify(session.seedError !== "");
        compare(item("seedField").problem, session.seedError);
        click("dice");
        compare(session.seedError, "");
        compare(item("seedField").text, session.seed);
    }

    function test_escapeTakesARefusedSeedBack() {
        open("asyncq", true, 1, 1400, 900);
        const field = item("seedField");
        const runs = harness.runs;
        const before = session.seed;
        mouseClick(field, field.width / 2, field.height / 2);
        field.selectAll();
        keyClick(Qt.Key_A);
        keyClick(Qt.Key_B);
        keyClick(Qt.Key_Return);
        verify(field.problem !== "");
        compare(field.text, "ab");
        keyClick(Qt.Key_Escape);
        compare(field.problem, "");
        compare(field.text, before);
        verify(field.activeFocus);
        compare(harness.runs, runs);
    }

    function test_listsItsKeys() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_Question);
        tryVerify(() => window.covered);
        const columns = findChild(window.contentItem.parent, "keyColumns");
        const titles = [];
        const collect = item => {
            if (item.plainTitle !== undefined)
                titles.push(Array.from(item.keys).join(" ") + ": " + item.plainTitle);
            Array.from(item.children).forEach(collect);
        };
        collect(columns.contentItem);
        for (const key of ["X: Compare", "B: ", "K: Keep this run", "F2: Name", "V: Sweep"])
            verify(titles.some(title => title.startsWith(key)), key + " is among " + titles.join("; "));
        keyClick(Qt.Key_Space);
        verify(session.playing);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !window.covered);
    }

    function test_theHintGoesWithTheFirstSelection() {
        open("asyncq", true, 1, 1400, 900);
        verify(item("firstHint").visible);
        tryVerify(() => session.document.endSeconds > 0);
        session.document.selectedTask = 1;
        verify(!item("firstHint").visible);
        verify(item("inspectorFacts").visible);
        click("clearSelection");
        compare(session.document.selectedTask, -1);
        verify(!item("firstHint").visible);
    }

    function test_aLongNameEndsBeforeTheButtonBesideIt() {
        open("asyncq", true, 0, 1400, 900);
        session.openFile(harness.writeFile("long.json", `{
  "format": "sojourn-scenario", "version": 1, "name": "long", "title": "Long names",
  "queues": [{"name": "work"}],
  "tasks": [{"name": "reader-of-what-others-wrote-into-the-main-queue", "steps": [{"sleep": 1}]}]
}`));
        tryVerify(() => session.scenarioTitle === "Long names" && !session.computing);
        session.document.selectedTask = 0;
        const close = item("clearSelection");
        tryVerify(() => close.visible);
        const title = findChild(item("inspectorHeading"), "headingText");
        verify(title.truncated);
        verify(title.mapToItem(close, title.width, 0).x <= 0);
    }

    // "20,00" would be another number than 20,000.
    function test_statusNumbersAreWholeOrNotThere() {
        open("mm4", true, 1, 1000, 640);
        tryVerify(() => !session.computing);
        const cells = item("statusCells");
        cells.width = 230; // as beside a report
        waitForRendering(cells);
        const filled = Array.from(cells.children).filter(cell => cell.visible);
        const shown = filled.filter(cell => cell.opacity > 0);
        verify(shown.length > 0 && shown.length < filled.length);
        for (const cell of shown)
            verify(cell.x + cell.width <= cells.width);
    }

    function test_theHintGoesWithGotIt() {
        open("asyncq", true, 1, 1400, 900);
        click("gotIt");
        verify(!item("firstHint").visible);
    }

    function test_changesTheClock() {
        open("asyncq", true, 1, 1400, 900);
        session.virtualClock = false;
        tryVerify(() => session.document.live);
        session.virtualClock = true;
        tryVerify(() => !session.document.live);
    }

    function test_everyControlHasAName() {
        open("asyncq", true, 1, 1400, 900);
        checkNames(window.contentItem);
    }

    function checkNames(parent: Item) {
        for (let i = 0; i < parent.children.length; ++i) {
            const child = parent.children[i];
            if (child.visible && child.activeFocusOnTab)
                verify(child.Accessible.name !== "", child.toString());
            checkNames(child);
        }
    }

    function test_tabReachesTheViews() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_Tab);
        const first = window.activeFocusItem;
        const seen = new Set();
        for (let i = 0; i < 120; ++i) {
            keyClick(Qt.Key_Tab);
            seen.add(window.activeFocusItem.toString());
            if (window.activeFocusItem === first)
                break;
        }
        compare(window.activeFocusItem, first);
        verify(seen.size > 20, seen.size);
    }
}
