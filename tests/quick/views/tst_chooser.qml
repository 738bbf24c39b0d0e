import QtQuick
import QtTest
import Sojourn.ViewModels

// Every scenario to choose from: by keys, by typing, by hand.
WindowCase {
    name: "Chooser"

    function openChooser() {
        open("asyncq", true, 1, 1400, 900);
        keyClick(Qt.Key_N, Qt.ControlModifier);
        tryVerify(() => overlayItem("chooserGrid").visible);
        tryVerify(() => overlayItem("chooserSearch").activeFocus);
    }

    function overlayItem(name: string): Item {
        const found = findChild(window.contentItem.parent, name);
        verify(found !== null, name);
        return found as Item;
    }

    function test_showsEveryScenario() {
        openChooser();
        const grid = overlayItem("chooserGrid");
        compare(grid.count, session.scenarioNames.length);
        verify(grid.currentIndex >= 0);
        verify(overlayItem("chooserAbout").text !== "");
        keyClick(Qt.Key_Escape);
        tryVerify(() => !grid.visible);
        compare(session.scenarioName, "asyncq");
    }

    function test_typingFindsAndEnterRuns() {
        openChooser();
        for (const letter of "m/m/4")
            keyClick(letter);
        const grid = overlayItem("chooserGrid");
        tryCompare(grid, "count", 1);
        keyClick(Qt.Key_Return);
        tryCompare(session, "scenarioName", "mm4");
        tryVerify(() => !grid.visible);
    }

    function test_theArrowKeysChoose() {
        openChooser();
        const grid = overlayItem("chooserGrid");
        keyClick(Qt.Key_Down);
        tryVerify(() => grid.activeFocus);
        keyClick(Qt.Key_Right);
        compare(grid.currentIndex, 1);
        keyClick(Qt.Key_Return);
        tryCompare(session, "scenarioName", session.scenarioNames[1]);
    }

    function test_aCategoryNarrowsTheCards() {
        openChooser();
        const grid = overlayItem("chooserGrid");
        const categories = overlayItem("chooserCategories");
        const all = grid.count;
        mouseClick(categories, categories.width / 2, 1.5 * 32);
        tryVerify(() => grid.count > 0 && grid.count < all);
        compare(grid.currentIndex, 0);
        categories.forceActiveFocus();
        keyClick(Qt.Key_Up);
        tryCompare(grid, "count", all);
        keyClick(Qt.Key_Down);
        tryVerify(() => grid.count < all);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !grid.visible);
        keyClick(Qt.Key_N, Qt.ControlModifier); // opened again, it shows everything
        tryCompare(grid, "count", all);
    }

    function test_theCurrentCardComesIntoView() {
        openChooser();
        const grid = overlayItem("chooserGrid");
        keyClick(Qt.Key_Down);
        for (let i = 1; i < grid.count; ++i)
            keyClick(Qt.Key_Right);
        compare(grid.currentIndex, grid.count - 1);
        fuzzyCompare(grid.contentY, grid.contentHeight - grid.height, 1);
    }

    function test_whatIsNotFoundIsSaid() {
        openChooser();
        for (const letter of "xyzzy")
            keyClick(letter);
        tryCompare(overlayItem("chooserGrid"), "count", 0);
        verify(!overlayItem("chooserRun").enabled);
        keyClick(Qt.Key_Return);
        compare(session.scenarioName, "asyncq");
    }

    function test_filesThatWereOpenedAreListed() {
        open("asyncq", true, 1, 1400, 900);
        const text = title => `{"format": "sojourn-scenario", "version": 1, "name": "s", "title": "${title}", "tasks": [{"name": "a", "steps": [{"sleep": 1}]}]}`;
        session.openFile(harness.writeFile("first.json", text("First")));
        tryCompare(session, "scenarioTitle", "First");
        session.openFile(harness.writeFile("second.json", text("Second")));
        tryCompare(session, "scenarioTitle", "Second");
        keyClick(Qt.Key_N, Qt.ControlModifier);
        tryVerify(() => overlayItem("recentFile1").visible);
        compare(overlayItem("recentFile0").text, "second.json");
        mouseClick(overlayItem("recentFile1"));
        tryCompare(session, "scenarioTitle", "First");
        verify(!overlayItem("chooserGrid").visible);
    }

    function test_fitsTheSmallestWindow() {
        openChooser();
        window.width = 1000;
        window.height = 640;
        wait(50);
        const run = overlayItem("chooserRun");
        const at = run.mapToItem(null, run.width, run.height);
        verify(at.x <= window.width && at.y <= window.height);
    }
}
