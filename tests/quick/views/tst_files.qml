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
}
