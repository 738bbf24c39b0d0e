import QtQuick
import QtTest
import Sojourn.ViewModels

// The program beside its Python, and the window of a run that has stalled.
WindowCase {
    name: "Program"

    readonly property string stalling: JSON.stringify({
        "format": "sojourn-scenario",
        "version": 1,
        "name": "stalling",
        "title": "Stalling",
        "queues": [{
                "name": "work"
            }],
        "tasks": [{
                "name": "producer",
                "steps": [{
                        "put": "work"
                    }]
            }, {
                "name": "consumer",
                "count": 2,
                "steps": [{
                        "repeat": "forever",
                        "steps": [{
                                "get": "work"
                            }]
                    }]
            }]
    })

    function test_theProgramTakesThePlaceOfTheViews() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_C);
        const panel = item("programPanel");
        tryVerify(() => panel.visible);
        const steps = item("programSteps");
        tryVerify(() => steps.count > 4);
        verify(item("programPython").count > 10);
        verify(item("timelineView").visible);
        verify(!item("latencyPanel").visible);
        const at = item("timelineView").mapToItem(null, 0, 0);
        verify(at.y >= panel.mapToItem(null, 0, panel.height).y);
        click("closeProgram");
        tryVerify(() => !panel.visible);
        verify(item("latencyPanel").visible);
    }

    function test_aLineSelectsTheTaskThatStandsThere() {
        open("asyncq", true, 1, 1400, 900);
        click("programChip");
        const steps = item("programSteps");
        tryVerify(() => steps.count > 4);
        keyClick(Qt.Key_Space);
        for (let row = 0; row < steps.count; ++row)
            steps.choose(row, true);
        verify(session.document.selectedTask >= 0);
        tryVerify(() => steps.lines.selectedLine >= 0);
    }

    function test_theProgramIsCopied() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_C);
        click("copyPython");
        tryVerify(() => session.report !== "");
        verify(!session.reportIsError);
    }

    function test_fitsTheSmallestWindow() {
        open("asyncq", true, 1, 1000, 640);
        keyClick(Qt.Key_C);
        const panel = item("programPanel");
        tryVerify(() => panel.visible);
        verify(panel.height > 100);
        const bottom = item("timelineView").mapToItem(null, 0, item("timelineView").height).y;
        verify(bottom <= window.height);
    }

    function test_aStalledRunNamesWhoWaits() {
        window = createWindow();
        harness.begin("asyncq", true, 0);
        session.openFile(harness.writeFile("stalling.json", stalling));
        tryCompare(session, "state", Session.Ended);
        const banner = item("stallBanner");
        tryVerify(() => banner.visible);
        verify(item("stallTitle").text.includes("“Consumer 0” and 1 more like it wait"));
        window.requestActivate();
        tryVerify(() => window.active);
        click("stallWhere");
        compare(session.document.selectedTask, 1);
        click("stallProgram");
        tryVerify(() => item("programPanel").visible);
    }

    function test_foldsTheLanes() {
        open("asyncq", true, 1, 1400, 900);
        const timeline = item("timelineView");
        const before = timeline.scrolledHeight;
        verify(timeline.foldable && !timeline.allFolded);
        click("foldChip");
        tryVerify(() => timeline.allFolded);
        verify(timeline.scrolledHeight !== before);
        click("foldChip");
        tryVerify(() => !timeline.allFolded);
    }
}
