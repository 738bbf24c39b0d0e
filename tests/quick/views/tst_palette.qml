import QtQuick
import QtTest
import Sojourn.ViewModels

// Every command by its name and by its key.
WindowCase {
    name: "Palette"

    function openPalette() {
        open("asyncq", true, 1, 1000, 640);
        keyClick(Qt.Key_K, Qt.ControlModifier);
        tryVerify(() => window.activeFocusItem !== null && window.activeFocusItem.objectName === "paletteField");
    }

    function type(text: string) {
        for (const letter of text)
            keyClick(letter);
    }

    function test_enterDoesWhatIsFound() {
        openPalette();
        type("frame whole");
        const list = findChild(window.activeFocusItem.parent, "paletteList");
        compare(list.count, 1);
        session.document.playheadSeconds = 1;
        keyClick(Qt.Key_Return);
        tryVerify(() => item("timelineView").viewport.showsAll);
    }

    function test_aScenarioIsFoundByItsName() {
        openPalette();
        type("queue-coro");
        keyClick(Qt.Key_Return);
        tryCompare(session, "scenarioName", "queue-coro");
    }

    function test_theKeysOfAHiddenWindowRest() {
        openPalette();
        type("r");
        compare(session.scenarioName, "asyncq"); // a letter in the field, no restart
        keyClick(Qt.Key_Escape);
        tryVerify(() => window.activeFocusItem === null || window.activeFocusItem.objectName !== "paletteField");
    }

    function test_theListOfKeysIsScrolledInALowWindow() {
        open("asyncq", true, 1, 1000, 640);
        keyClick("?");
        const find = () => findChild(window.contentItem.parent, "keyColumns");
        tryVerify(() => find() !== null && find().visible);
        const keys = find();
        tryVerify(() => keys.height > 100 && keys.contentHeight > keys.height);
        tryVerify(() => keys.mapToItem(null, 0, keys.height).y < window.height); // once the card has its place
        compare(keys.contentY, 0);
        keyClick(Qt.Key_Down);
        tryVerify(() => keys.contentY > 0);
        keyClick(Qt.Key_Up);
        tryCompare(keys, "contentY", 0);
    }
}
