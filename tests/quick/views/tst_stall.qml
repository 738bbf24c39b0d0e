import QtQuick
import QtTest
import Sojourn.ViewModels

// A run that can go on no more.
WindowCase {
    name: "Stall"

    readonly property string stalls: `{
  "format": "sojourn-scenario", "version": 1, "name": "stalls", "title": "It stalls",
  "queues": [{"name": "work"}],
  "tasks": [
    {"name": "main", "steps": [{"await": "reader"}]},
    {"name": "reader", "steps": [{"sleep": 0.1}, {"get": "work"}]}
  ]
}`

    readonly property string circle: `{
  "format": "sojourn-scenario", "version": 1, "name": "circle", "title": "Each waits for the other",
  "queues": [{"name": "a", "capacity": 1}, {"name": "b", "capacity": 1}],
  "tasks": [
    {"name": "main", "steps": [{"await": "x"}, {"await": "y"}]},
    {"name": "x", "steps": [{"put": "a"}, {"put": "a"}, {"get": "b"}]},
    {"name": "y", "steps": [{"put": "b"}, {"put": "b"}, {"get": "a"}]},
    {"name": "bystander", "count": 2, "steps": [{"sleep": 0.5}]}
  ]
}`

    function openStalled(width: int, height: int) {
        open("asyncq", true, 0, width, height);
        session.openFile(harness.writeFile("stalls.json", stalls));
        tryVerify(() => item("stallBanner").visible);
    }

    function test_theBannerAndTheChainSayWhoWaits() {
        openStalled(1400, 900);
        verify(item("stallTitle").text.includes("“reader” waits for an item of “work”"));
        verify(item("waitChain").visible);
        verify(item("lastEvents").visible);
        verify(item("statusTime").value.startsWith("Stalled at"));
        verify(!item("firstHint").visible);
        click("stalledTask0"); // the one that main waits for comes first
        compare(session.document.selectedTask, 1);
        verify(!item("waitChain").visible); // the task's facts stand there
        click("clearSelection");
        verify(item("waitChain").visible);
    }

    function test_theProgramIsOneClickAway() {
        openStalled(1000, 640);
        click("stallProgram");
        tryVerify(() => item("programPanel").visible);
    }

    function test_runAgainTakesTheBannerAway() {
        openStalled(1400, 900);
        session.virtualClock = false;
        tryVerify(() => !item("stallBanner").visible);
        tryVerify(() => item("stallBanner").visible); // it stalls again
    }

    function test_aSmallWindowShowsTheChainBelow() {
        openStalled(1000, 640);
        const strip = item("waitChainStrip");
        tryVerify(() => strip.visible);
        verify(strip.height >= 60);
        click("stallWhere");
        compare(session.document.selectedTask, 1);
        session.stepBack();
        tryVerify(() => !item("stallBanner").visible); // what lies ahead has not happened yet
        const verdict = item("waitVerdictSmall");
        tryVerify(() => verdict.text.replace(/\s/g, " ") === "1 of 2 tasks waits.");
        session.virtualClock = false;
        tryVerify(() => !strip.visible); // the stall has opened it, and is gone
    }

    function test_theSentenceOfACircleFitsASmallWindow() {
        open("asyncq", true, 0, 1000, 640);
        session.openFile(harness.writeFile("circle.json", circle));
        tryVerify(() => item("statusTime").value.startsWith("Stalled at"));
        session.document.playheadSeconds = 0.25; // not over: the sentence is at its longest
        const verdict = item("waitVerdictSmall");
        tryVerify(() => verdict.visible && /can\send\sit\.$/.test(verdict.text));
        verify(!verdict.truncated);
        verify(verdict.contentWidth <= verdict.parent.width);
        const steps = item("waitSteps");
        tryVerify(() => steps.contentWidth > steps.width); // laid out with the next frame
        const x = verdict.mapToItem(null, 0, 0).x;
        steps.contentX = 200;
        compare(verdict.mapToItem(null, 0, 0).x, x);
    }

    function test_whoWaitsIsShownAtAnyInstant() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        keyClick(Qt.Key_Y);
        verify(item("waitChain").visible);
        tryCompare(item("waitVerdict"), "text", "No task is under way.");
        session.document.playheadSeconds = session.document.endSeconds / 2;
        tryVerify(() => /^[0-9]+\sof\s[0-9]+\stasks\swaits?\./.test(item("waitVerdict").text)); // main does
        session.document.selectedTask = 2;
        verify(!item("waitChain").visible); // the task's facts stand there
        keyClick(Qt.Key_Y);
        verify(item("waitChain").visible);
        keyClick(Qt.Key_Escape);
        verify(!item("waitChain").visible);
        compare(session.document.selectedTask, 2);
        keyClick(Qt.Key_Escape);
        compare(session.document.selectedTask, -1);
        verify(item("waitChain").visible);
        click("timeSpentTab");
        verify(!item("waitChain").visible);
        verify(item("itemParts").visible);
    }

    function test_aSmallWindowHasATabForWhoWaits() {
        open("asyncq", true, 0, 1000, 640);
        tryCompare(session, "state", Session.Ended);
        verify(!item("waitChainStrip").visible);
        keyClick(Qt.Key_Y);
        verify(item("waitChainStrip").visible);
        keyClick(Qt.Key_Y);
        verify(!item("waitChainStrip").visible);
        click("waitsTabSmall");
        verify(item("waitChainStrip").visible);
        keyClick(Qt.Key_C); // the program takes its place
        keyClick(Qt.Key_Y);
        verify(!item("programPanel").visible);
        verify(item("waitChainStrip").visible);
    }

    function test_theSelectedTaskIsFollowedStepByStep() {
        openStalled(1400, 900);
        click("stallWhere");
        click("stepBefore"); // from waiting to get to waking up
        tryVerify(() => !item("stallBanner").visible);
        keyClick(Qt.Key_Left, Qt.ShiftModifier); // to the start of its sleep
        compare(session.document.playheadSeconds, 0);
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        fuzzyCompare(session.document.playheadSeconds, 0.1, 1e-9);
        click("stepAfter");
        tryVerify(() => item("stallBanner").visible);
    }

    function test_whatWouldHaveHelpedIsOneClickAway() {
        open("sentinel-first", true, 0, 1400, 900);
        session.parameters.setText("end_mark", "none");
        tryVerify(() => item("stallBanner").visible);
        tryVerify(() => findChild(window.contentItem, "remedy0") !== null);
        click("remedy0");
        tryVerify(() => !item("stallBanner").visible);
        tryCompare(session, "state", Session.Ended);
        verify(!item("stallBanner").visible);
    }
}
