import QtQuick
import QtTest
import Sojourn.Dialogs

// Choosing a file to open or to write.
WindowCase {
    name: "Files"

    readonly property string scenario: `{
  "format": "sojourn-scenario", "version": 1, "name": "one", "title": "One sleeper",
  "tasks": [{"name": "sleeper", "steps": [{"sleep": 1}]}]
}`

    // The field of the dialog that is open, with that file's path in it.
    function typePath(file: url): Item {
        const field = shownItem("filePath");
        tryVerify(() => field.activeFocus);
        field.clear();
        field.insert(0, String(file).replace("file://", ""));
        field.textEdited();
        return field;
    }

    function shownItem(name: string): Item {
        let found = null;
        tryVerify(() => (found = shownOf(window, name)) !== null);
        return found as Item;
    }

    // Every dialog has one of that name.
    function shownOf(under: QtObject, name: string): Item {
        const all = [];
        const collect = item => {
            if (item.objectName === name && item.visible)
                all.push(item);
            for (let i = 0; i < item.children.length; ++i)
                collect(item.children[i]);
        };
        collect(window.contentItem.parent);
        return all.length > 0 ? all[0] : null;
    }

    function test_opensAFileWhosePathIsTyped() {
        open("asyncq", true, 1, 1400, 900);
        const file = harness.writeFile("one.json", scenario);
        keyClick(Qt.Key_O, Qt.ControlModifier);
        typePath(file);
        keyClick(Qt.Key_Return);
        tryCompare(session, "scenarioTitle", "One sleeper");
        tryVerify(() => shownOf(window, "filePath") === null);
    }

    function test_aPathThatIsTypedReplacesTheFolder() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_O, Qt.ControlModifier);
        const field = shownItem("filePath");
        tryVerify(() => field.activeFocus);
        verify(field.text.endsWith("/"));
        compare(field.selectedText, field.text);
        keyClick(Qt.Key_Slash);
        compare(field.text, "/");
    }

    function test_saysThatThereIsNoSuchFile() {
        open("asyncq", true, 1, 1000, 640);
        const title = session.scenarioTitle;
        const file = harness.writeFile("one.json", scenario);
        keyClick(Qt.Key_O, Qt.ControlModifier);
        const field = typePath(String(file).replace("one.json", "two.json"));
        keyClick(Qt.Key_Return);
        verify(field.problem.includes("two.json"));
        typePath(String(file).replace("one.json", "nowhere/two.json"));
        keyClick(Qt.Key_Return);
        verify(field.problem.includes("nowhere"));
        verify(field.visible);
        keyClick(Qt.Key_Escape);
        tryVerify(() => shownOf(window, "filePath") === null);
        compare(session.scenarioTitle, title);
    }

    function test_goesThroughFoldersByKey() {
        open("asyncq", true, 1, 1400, 900);
        const file = harness.writeFile("one.json", scenario);
        keyClick(Qt.Key_O, Qt.ControlModifier);
        const field = typePath(String(file).replace("one.json", ""));
        keyClick(Qt.Key_Down);
        const list = shownItem("fileList") as FileList;
        tryVerify(() => list.activeFocus);
        tryVerify(() => !list.reading && list.count > 0);
        keyClick(Qt.Key_Down);
        verify(field.text.endsWith("one.json"));
        keyClick(Qt.Key_Return);
        tryCompare(session, "scenarioTitle", "One sleeper");
    }

    // From a folder of many files into one of few, while the end of the path is still typed.
    function test_aPathIsTypedThroughFolders() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_O, Qt.ControlModifier);
        const field = shownItem("filePath");
        tryVerify(() => field.activeFocus);
        field.selectAll();
        for (const letter of "/usr/share/")
            keyClick(letter);
        compare(field.text, "/usr/share/");
        tryVerify(() => (shownItem("fileList") as FileList).count > 5);
        keyClick(Qt.Key_Escape);
    }

    function test_asksBeforeItReplacesAFile() {
        open("asyncq", true, 1, 1400, 900);
        const file = harness.writeFile("run.csv", "mine");
        keyClick(Qt.Key_E, Qt.ControlModifier);
        typePath(file);
        keyClick(Qt.Key_Return);
        const keep = shownItem("keepIt");
        mouseClick(keep);
        compare(harness.readFile("run.csv"), "mine");
        verify(shownItem("filePath").visible); // for another name
        keyClick(Qt.Key_Return);
        mouseClick(shownItem("replaceIt"));
        tryVerify(() => harness.readFile("run.csv").startsWith("item,"));
        tryVerify(() => shownOf(window, "filePath") === null);
    }

    // A device is written to, and stays what it is: there is nothing to ask.
    function test_aDeviceIsNotReplaced() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_S, Qt.ControlModifier);
        typePath("/dev/full");
        keyClick(Qt.Key_Return);
        tryVerify(() => shownOf(window, "filePath") === null);
        compare(shownOf(window, "replaceIt"), null);
        tryVerify(() => session.reportIsError && session.report.includes("no space left on device"));
    }

    function test_savesTheScenarioAsItIsSet() {
        open("asyncq", true, 1, 1400, 900);
        session.parameters.setNumber("num_consumers", 7);
        session.setSeed("4711");
        const file = harness.writeFile("mine.json", "");
        keyClick(Qt.Key_S, Qt.ControlModifier);
        typePath(file);
        keyClick(Qt.Key_Return);
        mouseClick(shownItem("replaceIt"));
        tryVerify(() => harness.readFile("mine.json").includes("4711"));
        verify(harness.readFile("mine.json").includes('"label": "Consumers", "value": 7,'));
    }

    function openRecording() {
        open("asyncq", true, 1, 1400, 900);
        session.openFile(harness.writeFile("t.json", '[{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"}]'));
        tryVerify(() => session.recorded);
    }

    function test_aRecordingSaysWhatItCannotTell_data() {
        return [
            {tag: "waits", key: Qt.Key_Y, says: "who waits for what"},
            {tag: "theory", key: Qt.Key_T, says: "nobody knows of a scenario"},
            {tag: "program", key: Qt.Key_C, says: "nobody knows of a scenario"},
            {tag: "sweep", key: Qt.Key_V, says: "nobody knows of a scenario"},
            {tag: "compare", key: Qt.Key_X, says: "nobody knows of a scenario"},
            {tag: "keep", key: Qt.Key_K, says: "nobody knows of a scenario"},
            {tag: "ghost", key: Qt.Key_B, says: "nobody knows of a scenario"},
            {tag: "bookmarks", key: Qt.Key_N, says: "nothing is marked yet"},
            {tag: "fold", key: Qt.Key_G, says: "no group is lower folded than its lanes are"},
            {tag: "order", key: Qt.Key_O, says: "all lanes are seen at once"},
            {tag: "pin", key: Qt.Key_P, says: "no task is selected"}
        ];
    }

    // A key that does nothing says why, and the palette lists its command with that.
    function test_aRecordingSaysWhatItCannotTell(data: var) {
        openRecording();
        session.clearReport();
        keyClick(data.key);
        tryVerify(() => session.report.includes(data.says), 5000, session.report);
        verify(session.reportIsRemark);
        verify(session.recorded);
    }

    function test_escapeEndsReading() {
        open("asyncq", true, 1, 1400, 900);
        const title = session.scenarioTitle;
        harness.beginPipe("[" + " ".repeat(3000));
        tryVerify(() => session.reader.busy);
        verify(item("cancelReading").visible);
        tryVerify(() => session.reader.amount.startsWith("2.9"), 5000, session.reader.amount);
        compare(session.reader.share, -1);
        keyClick(Qt.Key_Escape);
        verify(!session.reader.busy); // at once
        tryVerify(() => session.report.includes("cancelled"));
        compare(session.scenarioTitle, title);
    }
}
