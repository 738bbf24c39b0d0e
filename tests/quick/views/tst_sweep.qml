import QtQuick
import QtTest
import Sojourn.ViewModels

// The sweep page: on, off, computing, cancelled, by keyboard.
WindowCase {
    name: "Sweep"

    function openSweep(width: int, height: int): SweepModel {
        open("mm4", true, 1, width, height);
        const page = item("sweepPage");
        const sweep = page.sweep as SweepModel;
        sweep.seeds = 2;
        sweep.items = 200;
        keyClick(Qt.Key_V);
        tryVerify(() => page.visible);
        return sweep;
    }

    function test_theKeyOpensThePageAndBack() {
        const sweep = openSweep(1400, 900);
        verify(!item("latencyPanel").visible);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        verify(item("sweepMap").visible && item("sweepCurve").visible);
        verify(item("sweepMap").height > 200);
        keyClick(Qt.Key_V);
        verify(!item("sweepPage").visible);
        verify(item("latencyPanel").visible);
        keyClick(Qt.Key_V);
        compare(sweep.state, SweepModel.Done); // what was there still is
        keyClick(Qt.Key_Escape);
        verify(!item("sweepPage").visible);
    }

    function test_escapeCancelsFirst() {
        const sweep = openSweep(1000, 640);
        tryCompare(sweep, "state", SweepModel.Done, 30000); // or the small one may be what is computing
        sweep.items = 100000;
        sweep.seeds = 100;
        tryVerify(() => sweep.state === SweepModel.Computing && !sweep.empty, 30000);
        keyClick(Qt.Key_Escape);
        compare(sweep.state, SweepModel.Cancelled);
        verify(sweep.doneText.startsWith("stopped at "));
        tryCompare(item("sweepLeft"), "visible", false);
        verify(item("sweepHeading").text.includes("of the cells so far"));
        verify(item("sweepPage").visible);
        keyClick(Qt.Key_Escape);
        verify(!item("sweepPage").visible);
    }

    // What is typed and wrong is the field's: Escape mends that first, and cancels the next time.
    function test_escapeInAWrongFieldLeavesTheSweepAlone_data() {
        return [
            {
                tag: "taken over",
                takenOver: true
            },
            {
                tag: "typed only",
                takenOver: false
            }
        ];
    }

    function test_escapeInAWrongFieldLeavesTheSweepAlone(data) {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        sweep.items = 100000;
        sweep.seeds = 100;
        tryVerify(() => sweep.state === SweepModel.Computing && !sweep.empty, 30000);
        const until = item("sweepUntil");
        mouseClick(until, until.width - 10, until.height / 2);
        keyClick("x");
        if (data.takenOver) {
            keyClick(Qt.Key_Return);
            verify(item("sweepProblem").text.startsWith("That is not a number"));
        }
        keyClick(Qt.Key_Escape);
        compare(sweep.state, SweepModel.Computing);
        compare(item("sweepProblem").text, "");
        keyClick(Qt.Key_Escape);
        compare(sweep.state, SweepModel.Cancelled);
    }

    function test_theKeyboardGoesAlongTheCellsAndOpensOne() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        item("sweepMap").forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Right);
        compare(sweep.current, 0);
        keyClick(Qt.Key_Right);
        keyClick(Qt.Key_Up);
        verify(sweep.current > 0);
        verify(item("sweepMap").hoverTitle !== "");
        const runs = harness.runs;
        keyClick(Qt.Key_Return);
        verify(!item("sweepPage").visible);
        tryVerify(() => harness.runs > runs);
        compare(harness.parameter("num_consumers", "value"), 2);
        compare(harness.parameter("items", "value"), 200);
    }

    function test_aCellIsKeptToBeCompared() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        verify(!item("sweepKeep").visible); // no cell stands out yet
        item("sweepMap").forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Right);
        tryVerify(() => item("sweepKeep").visible);
        keyClick(Qt.Key_K);
        verify(sweep.report.includes("Kept as A"));
        keyClick(Qt.Key_X);
        verify(!item("sweepPage").visible);
        tryVerify(() => item("compareSentence").text.includes("4 servers"), 30000); // several differ: they are named
    }

    function test_aClickOnACellOpensIt() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        const map = item("sweepMap");
        mouseMove(map, map.width - 30, 20);
        tryVerify(() => map.hoverText.includes("p99 wait"));
        mouseClick(map, map.width - 30, 20);
        tryVerify(() => !item("sweepPage").visible);
        compare(harness.parameter("num_consumers", "value"), 12);
        compare(harness.parameter("capacity", "value"), 200);
    }

    function test_theTableTakesThePlaceOfThePicture() {
        const sweep = openSweep(1000, 640);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        click("sweepTable");
        verify(sweep.tableShown);
        verify(!item("sweepMap").visible && item("sweepCells").visible);
        compare(sweep.cells.count, 144);
        click("sweepTable");
        verify(item("sweepMap").visible);
    }

    // A number that is cut is another number.
    function test_noNumberOfATableIsCut() {
        const sweep = openSweep(1000, 640);
        sweep.goal.choice = 1;
        sweep.goal.bound = 6;
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        const table = item("sweepMeeting");
        tryVerify(() => table.visible && table.rows.count > 2);
        const lines = linesOf(table);
        verify(lines.length > 2);
        for (const line of lines)
            tryVerify(() => line.whole, 5000, line.Accessible.name);
        compare(table.widths.length, table.rows.columns.length);
        sweep.goal.choice = 0;
    }

    // Runs of minutes: names and numbers have room beside one another.
    function test_aTableOfLongDurationsIsWhole() {
        const sweep = openSweep(1400, 900);
        sweep.items = 10000;
        sweep.goal.choice = sweep.goal.choices.indexOf("length of the run");
        sweep.goal.over = true;
        sweep.goal.bound = 300;
        const table = item("sweepMeeting");
        tryVerify(() => sweep.state === SweepModel.Done && table.visible && table.rows.count === 12, 60000);
        tryVerify(() => !table.tight);
        const lines = linesOf(table);
        verify(lines.length > 2);
        for (const line of lines) {
            tryVerify(() => line.whole, 5000, line.Accessible.name);
            verify(/^4\d\.\d min$/.test(line.texts[2]) && /^4\d\.\d min$/.test(line.texts[3]), line.texts.join(", "));
        }
        sweep.goal.choice = 0;
    }

    function test_withoutAParameterThereIsOnlyWhy_data() {
        return [
            {
                tag: "wide",
                width: 1400,
                height: 900
            },
            {
                tag: "small",
                width: 1000,
                height: 640
            }
        ];
    }

    function test_withoutAParameterThereIsOnlyWhy(data) {
        open("mm4", true, 1, data.width, data.height);
        session.openFile(harness.writeFile("none.json", '{"format": "sojourn-scenario", "version": 1, "name": "s", "title": "None", "tasks": [{"name": "a", "steps": [{"sleep": 1}]}]}'));
        tryCompare(session, "scenarioTitle", "None");
        const page = item("sweepPage");
        keyClick(Qt.Key_V);
        tryCompare(page.sweep, "state", SweepModel.Refused, 10000);
        compare(page.sweep.across.choices, ["no parameter"]);
        compare(page.sweep.across.choice, 0);
        const hint = item("sweepHint");
        tryVerify(() => hint.visible);
        verify(!item("sweepCurveHeading").visible && !item("sweepLegend").visible && !item("sweepTable").visible);
        verify(!item("sweepCurve").visible && !item("sweepMap").visible && !item("sweepCells").visible);
        const middle = hint.mapToItem(page, hint.width / 2, hint.height / 2);
        fuzzyCompare(middle.x, (page.sideWidth + page.width) / 2, 1);
    }

    // The lines of a table that are there.
    function linesOf(table) {
        const found = [];
        const look = from => {
            for (let i = 0; i < from.children.length; ++i) {
                if (from.children[i].whole !== undefined)
                    found.push(from.children[i]);
                look(from.children[i]);
            }
        };
        look(table);
        return found;
    }

    function test_aMessageMovesNothing() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        const until = item("sweepUntil");
        const place = until.mapToItem(null, 0, 0).y;
        mouseClick(until, until.width - 10, until.height / 2);
        for (const key of ["a", "b", "c", Qt.Key_Return])
            keyClick(key);
        compare(item("sweepProblem").text, "That is not a number. Type a number above 0\u00a0s, or 0 for “by itself”.");
        compare(until.mapToItem(null, 0, 0).y, place);
        keyClick(Qt.Key_Escape);
        compare(item("sweepProblem").text, "");
        // What was typed comes before what was taken over; each says why.
        sweep.across.setRange(4, 4);
        tryVerify(() => item("sweepProblem").text.includes("has no length"), 10000);
        mouseClick(until, until.width - 10, until.height / 2);
        keyClick("x");
        keyClick(Qt.Key_Return);
        verify(item("sweepProblem").text.startsWith("Ends after: That is not a number"));
        verify(item("sweepProblem").text.includes("has no length"));
        keyClick(Qt.Key_Escape);
        sweep.across.setRange(1, 12);
        tryCompare(sweep, "problem", "", 30000);
    }

    // All number fields below an item, in order.
    function fieldsOf(part: Item): var {
        let found = [];
        for (let i = 0; i < part.children.length; ++i) {
            const child = part.children[i];
            found = found.concat(child.toString().startsWith("NumberField_") ? [child] : fieldsOf(child));
        }
        return found;
    }

    function test_everyWrongFieldIsMarkedAndSaysWhy() {
        const sweep = openSweep(1000, 640);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        const across = fieldsOf(item("sweepAcross")), up = fieldsOf(item("sweepUp"));
        compare(across.length, 3);
        for (const field of [across[0], across[1], up[2]]) {
            field.forceActiveFocus(Qt.TabFocusReason);
            for (const key of ["a", "b", Qt.Key_Return])
                keyClick(key);
            verify(field.wrong);
        }
        const problem = item("sweepProblem");
        compare(problem.text.split("\n").map(line => line.split(":")[0]), ["Across, lowest", "Across, highest", "Up, values"]);
        for (const field of [across[0], across[1], up[2]]) {
            field.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Escape);
        }
        compare(problem.text, "");
        // Ranges without length: both are marked, each says so, and the fields above keep room.
        sweep.across.setRange(4, 4);
        sweep.up.setRange(7, 7);
        tryVerify(() => up[0].refusal !== "", 10000);
        verify(across[0].refusal !== "" && across[1].refusal !== "" && up[1].refusal !== "");
        compare(problem.text.split("\n").filter(line => line.includes("has no length")).length, 2);
        sweep.across.setRange(1, 12);
        sweep.up.setRange(1, 50);
        compare(across[0].refusal, ""); // nobody has looked yet
        tryCompare(sweep, "problem", "", 30000);
    }

    function test_theSeedsThatAreMadeAreCounted() {
        const sweep = openSweep(1400, 900);
        compare(item("sweepSeed").text, "seed 1 and 1 made from it");
        sweep.seeds = 1;
        compare(item("sweepSeed").text, "seed 1");
    }

    function test_aGoalChosenByHandLeavesTheKeysToTheMap() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000);
        mouseClick(item("sweepGoal"), 20, 14);
        wait(300);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Return);
        tryCompare(sweep.goal, "choice", 1);
        tryVerify(() => {
            keyClick(Qt.Key_Right);
            return sweep.current >= 0;
        });
        keyClick(Qt.Key_Down);
        compare(sweep.goal.choice, 1);
        sweep.goal.choice = 0;
    }

    function test_whatCannotBeIsASentence() {
        const sweep = openSweep(1400, 900);
        tryCompare(sweep, "state", SweepModel.Done, 30000); // while one is computing it goes on
        sweep.across.setRange(4, 4);
        tryCompare(sweep, "state", SweepModel.Refused, 10000);
        verify(item("sweepProblem").visible);
        verify(item("sweepProblem").text.includes("has no length"));
    }
}
