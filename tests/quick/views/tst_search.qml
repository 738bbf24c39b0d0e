import QtQuick
import QtTest
import Sojourn.ViewModels

// Finding things in the run, by keyboard and by mouse.
WindowCase {
    name: "Search"

    function find(words: string) {
        keyClick("/");
        const field = item("searchField");
        tryVerify(() => field.activeFocus);
        for (const letter of words)
            keyClick(letter);
    }

    function test_findsAndStepsByKeyboard() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        const bar = item("searchBar");
        verify(!bar.visible);
        find("sleeping > 1 s");
        tryVerify(() => item("searchCount").text.endsWith(" hits"));
        const count = parseInt(item("searchCount").text);
        keyClick(Qt.Key_Return); // the playhead stands at the end: round to the first
        tryCompare(item("searchCount"), "text", "1 of " + count);
        verify(session.document.selectedTask >= 0);
        compare(session.document.playheadSeconds, 0);
        keyClick(Qt.Key_F3);
        tryCompare(item("searchCount"), "text", "2 of " + count);
        keyClick(Qt.Key_Return, Qt.ShiftModifier);
        tryCompare(item("searchCount"), "text", "1 of " + count);
        keyClick(Qt.Key_Escape);
        verify(!bar.visible);
        verify(!window.typing); // the keys belong to the run again
        keyClick("/");
        tryCompare(item("searchField"), "text", "sleeping > 1 s"); // kept, to be typed over
    }

    function test_saysWhatIsWrong() {
        open("asyncq", true, 1, 1000, 640);
        find("waiting > soon");
        tryVerify(() => item("searchSaying").text.includes("is no number"));
        const saying = item("searchSaying");
        const view = item("timelineView");
        const top = view.mapToItem(null, 0, 0).y;
        verify(saying.mapToItem(null, 0, saying.height).y <= top);
        for (let i = 0; i < 4; ++i)
            keyClick(Qt.Key_Backspace);
        keyClick("1");
        keyClick("s");
        tryVerify(() => !item("searchSaying").text.includes("is no number"));
        compare(view.mapToItem(null, 0, 0).y, top); // what is said moves nothing
        click("closeSearch");
        verify(!item("searchBar").visible);
    }

    function test_allPartsAreReachableWhereThereIsLittleRoom() {
        open("asyncq", true, 1, 1000, 640);
        find("producer-0 consumer waiting > 1 s");
        const more = item("allTermsChip");
        tryVerify(() => more.visible);
        click("allTermsChip");
        let terms = null;
        tryVerify(() => (terms = findChild(item("searchBar"), "searchTerms")) !== null && terms.visible);
        compare(terms.count, 4);
    }

    function test_theListLeavesOutOtherLanes() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        const lanes = item("timelineView").scrolledHeight;
        find("consumer-0");
        click("onlyLanesChip");
        tryVerify(() => item("timelineView").scrolledHeight < lanes);
        click("closeSearch");
        tryCompare(item("timelineView"), "scrolledHeight", lanes);
    }
}
