import QtQuick
import QtTest
import Sojourn.ViewModels

// Bookmarks and measured stretches, by keyboard and by mouse.
WindowCase {
    name: "Marks"

    // What lies in a popup is no child of the window's content.
    function overlaid(name: string): Item {
        const found = findChild(window.contentItem.parent, name);
        verify(found !== null, name);
        return found as Item;
    }

    function test_marksAnInstantWithANote() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = 2;
        keyClick("m");
        const field = overlaid("bookmarkNote");
        tryVerify(() => field.activeFocus);
        for (const letter of "why here")
            keyClick(letter);
        keyClick(Qt.Key_Return);
        tryVerify(() => !field.visible);
        tryVerify(() => item("bookmarksChip").visible);
        compare(item("bookmarksChip").text, item("timelineView").width < 1000 ? "1" : "1 bookmark");
        session.document.playheadSeconds = 4;
        item("timelineView").forceActiveFocus();
        keyClick("n");
        compare(session.document.playheadSeconds, 2);
        keyClick("m"); // the note is there to be changed
        tryVerify(() => field.activeFocus);
        compare(field.text, "why here");
        const removing = overlaid("removeBookmark");
        mouseClick(removing, removing.width / 2, removing.height / 2);
        tryVerify(() => !item("bookmarksChip").visible);
    }

    function test_escapeClosesTheListAndNothingElse() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = 2;
        keyClick("m");
        tryVerify(() => overlaid("bookmarkNote").activeFocus);
        keyClick(Qt.Key_Return);
        const chip = item("bookmarksChip");
        tryVerify(() => chip.visible);
        mouseClick(chip);
        tryVerify(() => chip.listed);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !chip.listed);
    }

    function test_aFlagIsClicked() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = 2;
        keyClick("m");
        tryVerify(() => overlaid("bookmarkNote").activeFocus);
        keyClick(Qt.Key_Escape);
        session.document.playheadSeconds = 0;
        const view = item("timelineView");
        mouseClick(view, view.instantX(2) + 2, view.rulerHeight - 8);
        compare(session.document.playheadSeconds, 2);
        tryVerify(() => overlaid("bookmarkNote").activeFocus);
    }

    function test_measuresByDragging() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        const view = item("timelineView");
        const card = item("measureCard");
        verify(!card.visible);
        const y = view.height - 4;
        mousePress(view, view.instantX(1), y, Qt.LeftButton, Qt.ShiftModifier);
        mouseMove(view, view.instantX(2), y, 20);
        mouseMove(view, view.instantX(3), y, 20);
        mouseRelease(view, view.instantX(3), y);
        verify(card.visible);
        fuzzyCompare(card.measure.fromSeconds, 1, 0.1);
        fuzzyCompare(card.measure.toSeconds, 3, 0.1);
        view.forceActiveFocus();
        keyClick(Qt.Key_Escape);
        verify(!card.visible);
    }

    function test_aNoteLeavesTheMeasuredStretchToBeRead() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        const view = item("timelineView");
        const card = item("measureCard");
        session.document.playheadSeconds = 1;
        keyClick("m", Qt.ShiftModifier);
        session.document.playheadSeconds = 2;
        keyClick("m", Qt.ShiftModifier);
        verify(card.visible);
        const top = card.y;
        session.document.playheadSeconds = session.document.endSeconds; // below the card at the right
        keyClick("m");
        tryVerify(() => overlaid("bookmarkNote").activeFocus);
        const field = overlaid("bookmarkNote");
        const bottom = field.mapToItem(view, 0, field.height).y;
        verify(field.mapToItem(view, field.width, 0).x > card.x);
        verify(card.y > bottom, card.y + " " + bottom);
        keyClick(Qt.Key_Return);
        tryCompare(card, "y", top);
    }

    function test_measuresFromHereToThere() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = 1;
        keyClick("m", Qt.ShiftModifier);
        const measure = item("measureCard").measure;
        verify(measure.open);
        session.document.playheadSeconds = 3;
        keyClick("m", Qt.ShiftModifier);
        verify(!measure.open);
        compare(measure.fromSeconds, 1);
        compare(measure.toSeconds, 3);
        compare(item("measuredLength").text, "2.00 s");
    }

    function test_saysHowMuchOfAStretchIsLostAndKeepsLongNamesInTheirCard() {
        open("asyncq", true, 0, 1400, 900);
        const name = "a_name_that_is_one_word_and_longer_than_any_card_is_wide_so_that_it_has_to_be_broken_somewhere";
        session.openFile(harness.writeFile("lost.json", JSON.stringify([
            {ph: "X", pid: 1, tid: 1, ts: 0, dur: 1000, name: name},
            {ph: "X", pid: 1, tid: 1, ts: 8000, dur: 1000, name: "late"},
            {ph: "M", pid: 1, tid: 1, name: "trace_buffer_overflowed", args: {overflowed_at_ts: "2000"}}
        ])));
        tryVerify(() => session.recorded && session.document.hasLost);
        session.document.playheadSeconds = 0.001;
        keyClick("m", Qt.ShiftModifier);
        verify(!item("measuredLost").visible);
        session.document.playheadSeconds = 0.005;
        keyClick("m", Qt.ShiftModifier);
        compare(item("measuredLost").text, "of it 3.00 ms are not known");
        verify(item("measuredLost").visible);
        const view = item("timelineView");
        mouseMove(view, view.instantX(0.0005), view.rulerHeight + 10);
        tryVerify(() => view.hoverTitle.includes(name));
        const title = item("timelineViewHoverTitle");
        verify(title.visible);
        verify(title.contentWidth <= title.width);
    }

    function test_stepsAlongAnItemAndToTheNextOfAKind() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = 0;
        session.document.selectedItem = 0;
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        const made = session.document.playheadSeconds;
        verify(made > 0);
        session.document.selectedItem = -1;
        keyClick(Qt.Key_Right, Qt.AltModifier);
        let later = session.document.playheadSeconds;
        verify(later >= made); // several events may be of one instant
        for (let steps = 0; steps < 20 && later === made; ++steps) {
            keyClick(Qt.Key_Right, Qt.AltModifier);
            later = session.document.playheadSeconds;
        }
        verify(later > made);
        keyClick(Qt.Key_Left, Qt.AltModifier);
        verify(session.document.playheadSeconds < later);
    }
    function test_saysThatThereIsNothingToStepTo() {
        open("asyncq", true, 0, 1400, 900);
        tryCompare(session, "state", Session.Ended);
        session.document.playheadSeconds = session.document.endSeconds;
        keyClick(Qt.Key_Right, Qt.AltModifier);
        compare(session.report, "Nothing of this kind comes later");
        verify(!session.reportIsError);
        session.document.selectedTask = 1;
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        compare(session.report, "Producer 0 has no later event");
        session.document.playheadSeconds = 0;
        for (let step = 0; step < 20 && session.report !== "Producer 0 has no earlier event"; ++step)
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
        compare(session.report, "Producer 0 has no earlier event");
        session.document.selectedItem = 0;
        session.document.playheadSeconds = session.document.endSeconds;
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        compare(session.report, "Item 0 has no later event");
        compare(item("reportText").text, session.report);
    }
}
