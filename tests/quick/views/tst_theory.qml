import QtQuick
import QtTest
import Sojourn.Theme
import Sojourn.ViewModels

// What queueing theory says of the run, in place of the stage and the plots.
WindowCase {
    name: "Theory"

    function test_theKeyShowsTheComparisonAndTheWayBack() {
        open("mm1", true, 1, 1400, 900);
        const panel = item("theoryPanel");
        verify(!panel.visible);
        keyClick(Qt.Key_T);
        verify(panel.visible);
        verify(!item("latencyPanel").visible);
        const figures = item("theoryFigures");
        tryVerify(() => figures.count > 5);
        keyClick(Qt.Key_C); // the program takes the same place
        verify(!panel.visible);
        verify(item("programPanel").visible);
        keyClick(Qt.Key_T);
        verify(panel.visible);
        click("closeTheory");
        verify(!panel.visible);
        verify(item("latencyPanel").visible);
    }

    function test_thePicturesSayWhatLiesUnderThePointer_data() {
        return [
            {
                tag: "wide",
                wide: 1400,
                high: 900
            },
            {
                tag: "small",
                wide: 1000,
                high: 640
            }
        ];
    }

    function test_thePicturesSayWhatLiesUnderThePointer(data) {
        open("mm1", true, 1, data.wide, data.high);
        keyClick(Qt.Key_T);
        const pictures = item("theoryPictures");
        tryVerify(() => !pictures.empty);
        verify(pictures.height > 150);
        verify(pictures.y + pictures.height <= item("timelineView").mapToItem(item("theoryPanel"), 0, 0).y);
        verify(pictures.hitTest(pictures.width * 0.75, 120));
        verify(pictures.hoverTitle.includes("wait longer than"));
        verify(pictures.hoverText.includes("in theory"));
        verify(pictures.accessibleSummary.includes("In theory"));
        verify(item("theoryVerdict").text !== "");
    }

    function test_figuresSayTheirDifferenceToTheRunBefore_data() {
        return test_thePicturesSayWhatLiesUnderThePointer_data();
    }

    function test_figuresSayTheirDifferenceToTheRunBefore(data) {
        open("mm4", true, 1, data.wide, data.high);
        tryVerify(() => !session.computing);
        session.parameters.setNumber("items", 20000);
        tryVerify(() => !session.computing);
        keyClick(Qt.Key_T);
        const figures = item("theoryFigures");
        tryVerify(() => figures.count > 5);
        session.parameters.setNumber("num_consumers", 6);
        const line = title => {
            for (let i = 0; i < figures.count; ++i)
                if (figures.itemAtIndex(i) !== null && figures.itemAtIndex(i).title === title)
                    return figures.itemAtIndex(i);
            return null;
        };
        tryVerify(() => line("mean wait") !== null && line("mean wait").difference !== "", 20000);
        const text = findChild(line("mean wait"), "differenceOfFigure");
        verify(text.visible);
        verify(text.text.endsWith(line("mean wait").difference));
        verify(line("mean wait").Accessible.description.endsWith("to A: " + line("mean wait").difference));
        keyClick(Qt.Key_B); // no ghost, no differences
        tryVerify(() => line("mean wait").difference === "");
        verify(!text.visible);
    }

    function test_theNumbersHaveTheirTheoryBesideThem() {
        open("mm1", true, 1, 1400, 900);
        tryVerify(() => item("theoryOfNumbers").visible);
        verify(item("theoryOfNumbers").text.includes(Theme.unbroken("M/M/1")));
        const spread = item("distributionView");
        tryVerify(() => !spread.empty);
        verify(spread.theory.p50 !== "");
        tryVerify(() => spread.accessibleSummary.includes("In theory"));
        verify(spread.hitTest(10, spread.height - 30));
        verify(spread.hoverText.includes("in theory"));
    }

    function test_withoutACaseThereIsNoTheoryBesideTheNumbers() {
        open("pipeline", true, 1, 1400, 900);
        tryVerify(() => !item("distributionView").empty);
        verify(!item("theoryOfNumbers").visible);
        verify(!item("distributionView").hoverText.includes("in theory"));
    }
}
