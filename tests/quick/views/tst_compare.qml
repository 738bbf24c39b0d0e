import QtQuick
import QtTest
import Sojourn.ViewModels

// The run beside the one before: the ghost, the page, the runs that were kept.
WindowCase {
    name: "Compare"

    function another(name: string, value: real) {
        const runs = harness.runs;
        session.parameters.setNumber(name, value);
        tryVerify(() => harness.runs > runs && !session.computing);
    }

    function test_theRunBeforeIsAGhost() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        verify(!item("ghostChip").visible);
        another("num_consumers", 5);
        const chip = item("ghostChip");
        tryVerify(() => chip.visible);
        compare(chip.text, "A: as opened");
        const timeline = item("timelineView");
        tryVerify(() => timeline.ghost.shown);
        keyClick(Qt.Key_B);
        verify(!chip.checked);
        verify(!timeline.ghost.shown);
        keyClick(Qt.Key_B);
        tryVerify(() => timeline.ghost.shown);
    }

    function test_thePageComparesAndGoesAway() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        const page = item("comparePage");
        verify(!page.visible);
        keyClick(Qt.Key_X);
        verify(page.visible);
        verify(!page.ready); // nothing to compare with yet
        another("num_consumers", 5);
        tryVerify(() => page.ready);
        verify(item("compareSentence").text.startsWith("Consumers 3 → 5: "));
        verify(!item("latencyPanel").visible);
        keyClick(Qt.Key_Escape);
        verify(!page.visible);
        verify(item("latencyPanel").visible);
        click("compareButton");
        verify(page.visible);
        click("closeCompare");
        verify(!page.visible);
    }

    function test_aAndBAreSwapped() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        keyClick(Qt.Key_X);
        const page = item("comparePage");
        tryVerify(() => page.ready);
        const runs = harness.runs;
        click("swapRuns");
        tryVerify(() => harness.runs > runs && !session.computing);
        compare(harness.parameter("num_consumers", "value"), 3);
        tryCompare(item("compareSentence"), "text", item("compareSentence").text);
        tryVerify(() => item("compareSentence").text.startsWith("Consumers 5 → 3: "));
    }

    function test_anItemThatChangedIsSelected() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 1);
        keyClick(Qt.Key_X);
        tryVerify(() => item("comparePage").ready);
        const longer = item("longerItems");
        tryVerify(() => longer.visible && longer.height > 60);
        waitForRendering(longer); // where it stands is settled then
        mouseClick(longer, longer.width / 2, 40);
        tryVerify(() => session.document.selectedItem >= 0);
        const stems = item("stemsView");
        const selected = session.document.selectedItem;
        stems.forceActiveFocus();
        keyClick(Qt.Key_Right);
        compare(session.document.selectedItem, selected + 1);
    }

    function test_bothWaysOfAChosenItemAreBroughtIntoView() {
        open("mm4", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        keyClick(Qt.Key_X);
        tryVerify(() => item("comparePage").ready);
        const viewport = item("compareTimeline").viewport;
        viewport.frame(0, 20);
        const span = viewport.spanSeconds;
        const shorter = item("shorterItems");
        tryVerify(() => shorter.visible && shorter.height > 60);
        waitForRendering(shorter);
        mouseClick(shorter, shorter.width / 2, 40);
        tryVerify(() => session.document.selectedItem >= 0);
        const line = shorter.childAt(shorter.width / 2, 40);
        const from = line.fromSeconds;
        const to = line.toSeconds;
        verify(from > 20, `it was outside, at ${from}`);
        verify(viewport.fromSeconds <= from && viewport.toSeconds >= to);
        fuzzyCompare(viewport.spanSeconds, span, 1e-6); // the zoom stays where they fit
        viewport.frame(0, (to - from) / 2);
        mouseClick(shorter, shorter.width / 2, 40);
        verify(viewport.fromSeconds < from && viewport.toSeconds > to);
        // So does an item that is chosen among the stems.
        viewport.frame(0, 20);
        const stems = item("stemsView");
        stems.forceActiveFocus();
        keyClick(Qt.Key_Right);
        verify(viewport.fromSeconds > 20);
    }

    function test_f2NamesTheRunThatIsPointedAtOrThePresentOne() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        another("num_producers", 4);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 3);
        tryVerify(() => list.itemAtIndex(2) !== null);
        waitForRendering(list);
        mouseMove(item("compareTimeline"), 300, 100);
        for (const row of [0, 1]) { // nothing in the list has the keyboard; then the pointer says which
            if (row === 1) {
                mouseMove(list.itemAtIndex(1), 40, 12);
                tryVerify(() => list.itemAtIndex(1).hovered);
            }
            keyClick(Qt.Key_F2);
            tryVerify(() => list.itemAtIndex(row).shown.naming);
            keyClick(Qt.Key_X); // a letter, and no command
            keyClick(Qt.Key_0 + row);
            keyClick(Qt.Key_Return);
            tryVerify(() => list.itemAtIndex(row).name === "x" + row);
            verify(item("comparePage").visible);
        }
        compare(harness.parameter("num_producers", "value"), 4); // naming goes nowhere
    }

    // One line is highlighted, and F2 and Delete are about that one.
    function test_deleteForgetsTheRunThatIsHighlighted() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        for (const [name, value] of [["num_consumers", 5], ["num_producers", 4], ["num_consumers", 6], ["capacity", 7]])
            another(name, value);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 5);
        tryVerify(() => list.itemAtIndex(4) !== null);
        waitForRendering(list);
        const names = () => Array.from({
            length: list.count
        }, (_, i) => list.itemAtIndex(i)?.name).join("; ");
        const point = row => {
            list.positionViewAtIndex(row, ListView.Contain);
            waitForRendering(list);
            mouseMove(list.itemAtIndex(row), 60, 20);
            mouseMove(list.itemAtIndex(row), 60, 22);
            tryVerify(() => list.itemAtIndex(row).meant);
            for (let i = 0; i < list.count; ++i)
                compare(list.itemAtIndex(i)?.meant ?? false, i === row);
        };
        const all = names().split("; ");
        compare(all[4], "as opened");
        // Nothing was named, and the keyboard is elsewhere.
        point(3);
        keyClick(Qt.Key_Delete);
        tryCompare(list, "count", 4);
        compare(names(), [all[0], all[1], all[2], all[4]].join("; "));
        // What was named has the keyboard; the pointer goes on.
        point(1);
        keyClick(Qt.Key_F2);
        tryVerify(() => list.itemAtIndex(1).shown.naming);
        keyClick(Qt.Key_D);
        keyClick(Qt.Key_Return);
        tryVerify(() => list.itemAtIndex(1).name === "d");
        point(3);
        keyClick(Qt.Key_Delete);
        tryCompare(list, "count", 3);
        compare(names(), [all[0], "d", all[2]].join("; "));
        // The arrow keys go on from the line that is pointed at, and the pointer lies still.
        point(2);
        keyClick(Qt.Key_Up);
        tryVerify(() => list.itemAtIndex(1).meant && !list.itemAtIndex(2).meant);
        keyClick(Qt.Key_Delete);
        tryCompare(list, "count", 2);
        compare(names(), [all[0], all[2]].join("; "));
        point(0); // the present run stays
        keyClick(Qt.Key_Delete);
        compare(list.count, 2);
    }

    function test_smallPicturesHaveOneScale() {
        open("mm4", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 12); // hardly ever one waits
        another("items", 500);
        another("num_consumers", 1); // ever more wait
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 4);
        tryVerify(() => list.itemAtIndex(1) !== null && list.itemAtIndex(1).sketchRows === 1);
        const highest = row => Math.max(0, ...list.itemAtIndex(row).sketch);
        tryVerify(() => highest(0) > 0.5 && highest(0) <= 1);
        verify(highest(1) < 0.2 * highest(0), `${highest(1)} of ${highest(0)}`);
    }

    function test_aKeptRunIsGoneToAndPinned() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 2);
        tryVerify(() => list.itemAtIndex(1) !== null);
        compare(list.itemAtIndex(1).name, "as opened");
        waitForRendering(list);
        mouseClick(list.itemAtIndex(1), 40, 12);
        tryCompare(session, "computing", false);
        compare(harness.parameter("num_consumers", "value"), 3);
        keyClick(Qt.Key_K);
        tryVerify(() => list.itemAtIndex(1).pinned);
        keyClick(Qt.Key_Z, Qt.ControlModifier);
        compare(harness.parameter("num_consumers", "value"), 5);
    }

    // A hand that clicks and keys that go on from there are two steps; the run that K keeps is the one that it names.
    function test_aClickAndAKeyAreUndoneOneByOne() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        const servers = () => harness.parameter("num_consumers", "value");
        const slider = item("parameter-num_consumers");
        const y = slider.height - 12;
        const first = servers();
        mouseClick(slider, slider.width * 0.6, y);
        const clicked = servers();
        verify(clicked !== first);
        keyClick(Qt.Key_Right);
        compare(servers(), clicked + 1);
        mouseDrag(slider, slider.width * 0.6, y, 40, 0, Qt.LeftButton, Qt.NoModifier);
        const dragged = servers();
        verify(dragged > clicked + 1);
        tryVerify(() => !session.computing, 20000);
        keyClick(Qt.Key_K);
        compare(session.report, `Kept as A: ${dragged} consumers`);
        for (const value of [clicked + 1, clicked, first]) {
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare(servers(), value);
            tryVerify(() => !session.computing, 20000);
        }
        const chip = item("ghostChip");
        tryVerify(() => chip.visible && chip.text === `A: ${dragged} consumers`, 20000);
        verify(chip.hint.startsWith(`The pinned run, ${dragged} consumers, `));
        for (let i = 0; i < 3; ++i)
            keyClick(Qt.Key_Z, Qt.ControlModifier | Qt.ShiftModifier);
        compare(servers(), dragged);
        tryVerify(() => !session.computing, 20000);
        // It is not compared with itself: A is the run before, and is not called the pinned one.
        tryVerify(() => chip.text === `A: ${clicked + 1} consumers`, 20000);
        verify(chip.hint.startsWith(`The run before, ${clicked + 1} consumers, `));
        verify(chip.hint.includes("The pinned run is this one"));
    }

    function test_aNameThatIsCutIsWholeInTheTooltip() {
        open("asyncq", true, 1, 1000, 640);
        tryVerify(() => !session.computing);
        for (const name of ["num_consumers", "num_producers", "capacity"])
            another(name, 7);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryVerify(() => list.count === 4 && list.itemAtIndex(0) !== null);
        const line = list.itemAtIndex(0);
        compare(line.Accessible.name, "7 producers, 7 consumers, capacity 7");
        tryVerify(() => line.shown.nameCut);
        verify(!list.itemAtIndex(2).shown.nameCut);
    }

    function test_theRunThatWasClickedIsNamed() {
        open("asyncq", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        another("num_producers", 4);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 3);
        tryVerify(() => list.itemAtIndex(2) !== null);
        waitForRendering(list);
        for (const row of [2, 1]) {
            mouseClick(list.itemAtIndex(row), 40, 12);
            tryCompare(session, "computing", false);
            keyClick(Qt.Key_F2);
            tryVerify(() => list.itemAtIndex(row).shown.naming);
            keyClick(Qt.Key_N);
            keyClick(Qt.Key_0 + row);
            keyClick(Qt.Key_Return);
            tryVerify(() => list.itemAtIndex(row).name === "n" + row);
            verify(!list.itemAtIndex(row).shown.naming);
        }
        compare(list.itemAtIndex(0).name, "4 producers, 5 consumers");
        // Its own keys gave the keyboard back: the same one once more, and nothing of it is taken on Escape.
        keyClick(Qt.Key_F2);
        tryVerify(() => list.itemAtIndex(1).shown.naming);
        keyClick(Qt.Key_X);
        keyClick(Qt.Key_Escape);
        verify(!list.itemAtIndex(1).shown.naming);
        compare(list.itemAtIndex(1).name, "n1");
        verify(item("comparePage").visible);
    }

    function test_theoryIsReachedFromTheComparison() {
        open("mm4", true, 1, 1400, 900);
        tryVerify(() => !session.computing);
        keyClick(Qt.Key_X);
        verify(item("comparePage").visible);
        keyClick(Qt.Key_T);
        verify(!item("comparePage").visible);
        verify(item("theoryPanel").visible);
        keyClick(Qt.Key_Escape);
        verify(!item("theoryPanel").visible);
        verify(item("latencyPanel").visible);
    }

    function test_numbersAreATableOfFourColumnsAtEveryWidth_data() {
        return [
            {
                tag: "small",
                width: 1000,
                height: 640
            },
            {
                tag: "large",
                width: 1400,
                height: 900
            }
        ];
    }

    function test_numbersAreATableOfFourColumnsAtEveryWidth(data) {
        open("mm4", true, 1, data.width, data.height);
        tryVerify(() => !session.computing);
        another("items", 10000);
        keyClick(Qt.Key_X);
        another("num_consumers", 5);
        tryVerify(() => item("comparePage").ready && item("compareSentence").text.startsWith("Servers 4 → 5: "));
        verify(item("compareSentence").text.indexOf("p99 wait") > 0);
        verify(item("compareSentence").lineCount <= 2);
        verify(!item("compareSentence").truncated);
        compare(item("compareRemark").lineCount, 1);
        const first = item("comparedNumber0");
        for (let i = 0; i < 14; ++i) {
            const line = item("comparedNumber" + i);
            compare(line.height, first.height);
            compare(line.aRight, first.aRight);
            compare(line.bRight, first.bRight);
            verify(line.fits, `${line.words} has no room`);
            verify(line.Accessible.name.indexOf("B − A") > 0);
        }
        const list = item("keptRuns");
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).detail.startsWith("10,000 items"));
        verify(!list.itemAtIndex(0).shown.cut);
    }

    // "742 of 2,000 in 13 min 5 s" ends where the time above it does.
    function test_whatIsSaidOfARunKeepsClearOfTheEdge_data() {
        return test_numbersAreATableOfFourColumnsAtEveryWidth_data();
    }

    function test_whatIsSaidOfARunKeepsClearOfTheEdge(data) {
        open("mm4", true, 1, data.width, data.height);
        tryVerify(() => !session.computing);
        another("capacity", 1);
        keyClick(Qt.Key_X);
        another("items", 2000);
        const list = item("keptRuns");
        tryVerify(() => list.itemAtIndex(0) !== null && list.itemAtIndex(0).detail.includes(" of 2,000 in "));
        const shown = list.itemAtIndex(0).shown;
        const detail = findChild(shown, "keptRunDetail");
        verify(detail.x + Math.max(detail.width, detail.contentWidth) <= shown.width - 8);
        verify(!shown.cut);
    }

    // However long the sentence: it takes more lines, and no figure is cut.
    function test_theHeadlineIsWhole_data() {
        return [
            {
                tag: "small",
                width: 1000,
                height: 640
            },
            {
                tag: "large",
                width: 1400,
                height: 900
            }
        ];
    }

    function test_theHeadlineIsWhole(data) {
        open("mm4", true, 1, data.width, data.height);
        tryVerify(() => !session.computing);
        another("items", 10000);
        another("capacity", 10);
        keyClick(Qt.Key_X);
        tryVerify(() => item("comparePage").ready);
        keyClick(Qt.Key_K);
        another("num_consumers", 6);
        another("service", 1.23456);
        another("interarrival", 0.23456);
        another("capacity", 40);
        tryVerify(() => item("compareSentence").text.includes("more: "));
        const sentence = item("compareSentence");
        verify(sentence.text.endsWith("."));
        verify(!sentence.truncated);
        verify(sentence.implicitHeight <= sentence.height + 0.5);
        verify(sentence.mapToItem(item("comparePage"), 0, sentence.height).y < item("compareTimeline").y + item("comparePage").height);
    }

    function test_theTimeLeavesItsRoomToALongName() {
        open("asyncq", true, 1, 1000, 640);
        tryVerify(() => !session.computing);
        another("num_consumers", 5);
        keyClick(Qt.Key_X);
        const list = item("keptRuns");
        tryCompare(list, "count", 2);
        tryVerify(() => list.itemAtIndex(1) !== null);
        tryVerify(() => list.itemAtIndex(1).shown.whenShown);
        list.kept.rename(list.itemAtIndex(1).number, "with the servers of last winter, warmed up");
        tryVerify(() => !list.itemAtIndex(1).shown.whenShown);
        verify(list.itemAtIndex(0).shown.whenShown);
    }

    function test_aSmallWindowAndProgramsWithoutItems() {
        open("gather", true, 1, 1000, 640);
        tryVerify(() => !session.computing);
        keyClick(Qt.Key_X);
        another("task_count", 7);
        tryVerify(() => item("comparePage").ready);
        verify(item("compareSentence").text.indexOf("makespan") > 0);
        verify(!item("shorterItems").visible);
    }
}
