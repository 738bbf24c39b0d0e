import QtQuick
import QtTest
import Sojourn.ViewModels

// Opening a file that has a mistake.
WindowCase {
    name: "Problem"

    readonly property string wrong: `{
  "format": "sojourn-scenario", "version": 1, "name": "crawler", "title": "Crawler",
  "queues": [{"name": "work", "capacity": 12}],
  "tasks": [
    {"name": "producer", "count": 3, "steps": [{"sleep": 1}, {"put": "wrok"}]},
    {"name": "consumer", "count": 3, "steps": [{"get": "work"}]}
  ]
}`

    function test_saysWhatIsWrongAndMendsIt() {
        open("asyncq", true, 1, 1400, 900);
        session.openFile(harness.writeFile("my-crawler.json", wrong));
        tryVerify(() => session.problem.present);
        verify(!session.playing);
        const banner = item("errorBanner");
        verify(banner.visible);
        verify(banner.title.includes("wrok"));
        verify(banner.place.includes("my-crawler.json, line 5"));
        verify(!item("stageView").visible);
        banner.actionChosen(0);
        tryVerify(() => !session.problem.present);
        verify(harness.readFile("my-crawler.json").includes('"put": "work"'));
        verify(item("stageView").visible);
        compare(session.scenarioTitle, "Crawler");
    }

    function test_goesBackToTheRunBefore() {
        open("asyncq", true, 1, 1000, 640);
        session.openFile(harness.writeFile("my-crawler.json", wrong));
        tryVerify(() => session.problem.present);
        const runs = harness.runs;
        click("showThatRun");
        verify(!session.problem.present);
        verify(item("stageView").visible);
        compare(harness.runs, runs);
    }

    function test_startsWithAFileThatIsNotThere() {
        window = createWindow();
        harness.begin("nowhere.json", true, 1);
        tryVerify(() => session.problem.present);
        const banner = item("errorBanner");
        verify(banner.visible);
        verify(banner.title !== "");
        verify(!findChild(window.contentItem, "showThatRun").visible);
    }
}
