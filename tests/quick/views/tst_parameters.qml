import QtQuick
import QtTest
import Sojourn.ViewModels

// Turning parameters by hand.
WindowCase {
    name: "Parameters"

    // Where a slider's track lies, below its name.
    readonly property real trackY: 36

    function drag(slider: Item, from: real, to: real) {
        const start = 7 + from * (slider.width - 14);
        const end = 7 + to * (slider.width - 14);
        mousePress(slider, start, trackY);
        for (let i = 1; i <= 8; ++i)
            mouseMove(slider, start + (end - start) * i / 8, trackY);
        mouseRelease(slider, end, trackY);
    }

    function test_draggingRunsAgain() {
        open("asyncq", true, 1, 1400, 900);
        const runs = harness.runs;
        drag(item("parameter-num_consumers"), 0.15, 0.6);
        verify(harness.parameter("num_consumers", "value") > 3);
        tryVerify(() => harness.runs > runs);
        compare(harness.parameter("num_consumers", "changed"), 1);
    }

    function test_keysRunAgain() {
        open("asyncq", true, 1, 1400, 900);
        const slider = item("parameter-num_producers");
        mouseClick(slider, 7 + 0.15 * (slider.width - 14), trackY);
        const before = harness.parameter("num_producers", "value");
        tryVerify(() => !session.computing);
        const runs = harness.runs;
        keyClick(Qt.Key_Right);
        compare(harness.parameter("num_producers", "value"), before + 1);
        tryVerify(() => harness.runs > runs);
        keyClick(Qt.Key_Left);
        compare(harness.parameter("num_producers", "value"), before);
    }

    function test_aRealRunWaitsUntilTheHandRests() {
        open("asyncq", false, 1, 1400, 900);
        const runs = harness.runs;
        drag(item("parameter-num_consumers"), 0.15, 0.5);
        compare(harness.runs, runs);
        tryVerify(() => harness.runs > runs);
    }

    function test_theEndsOfARangeStayInOrder() {
        open("asyncq", true, 1, 1400, 900);
        const range = item("parameter-producer_sleep");
        drag(range, 0.0, 0.9);
        verify(harness.parameter("producer_sleep", "value") <= harness.parameter("producer_sleep", "high"));
        compare(range.low, harness.parameter("producer_sleep", "value"));
        drag(range, 0.9, 0.1);
        verify(harness.parameter("producer_sleep", "value") <= harness.parameter("producer_sleep", "high"));
    }

    function test_theArrowBringsAValueBack() {
        open("asyncq", true, 1, 1400, 900);
        const before = harness.parameter("num_consumers", "value");
        session.parameters.setNumber("num_consumers", before + 2);
        const slider = item("parameter-num_consumers");
        verify(slider.changed);
        session.parameters.reset("num_consumers");
        compare(slider.value, before);
        verify(!slider.changed);
    }

    function test_moreItemsMakesALongerRun() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        const before = harness.parameter("items", "value");
        click("moreItems");
        compare(harness.parameter("items", "value"), 2 * before);
    }
}
