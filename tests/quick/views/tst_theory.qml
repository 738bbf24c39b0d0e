import QtQuick
import QtTest
import Sojourn.ViewModels

// What queueing theory says of the run, in place of the plots.
WindowCase {
    name: "Theory"

    function test_theKeyShowsTheComparisonAndTheWayBack() {
        open("mm1", true, 1, 1400, 900);
        const panel = item("theoryPanel");
        verify(!panel.visible);
        keyClick(Qt.Key_T);
        verify(panel.visible);
        verify(!item("latencyPanel").visible);
        const figures = item("theoryFigures");
        tryVerify(() => figures.count > 5);
        keyClick(Qt.Key_C); // the program takes the same place
        verify(!panel.visible);
        verify(item("programPanel").visible);
        keyClick(Qt.Key_T);
        verify(panel.visible);
        click("closeTheory");
        verify(!panel.visible);
        verify(item("latencyPanel").visible);
    }
}
