import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// In place of the views while a file cannot be read: what is wrong, where, one obvious repair.
Item {
    id: root

    required property Session session

    readonly property problem problem: session.problem
    readonly property bool mendable: problem.suggestion !== "" && problem.line > 0
    readonly property real rest: Math.max(0, height - banner.height)

    ErrorBanner {
        id: banner
        objectName: "errorBanner"
        width: parent.width
        title: root.problem.title
        place: root.whereText()
        excerpt: Array.from(root.problem.excerpt)
        firstLine: root.problem.firstLine
        wrongLine: root.problem.line > 0 ? root.problem.line : -1
        wrongColumn: root.problem.excerptColumn
        wrongLength: root.problem.excerptLength
        actions: root.mendable ? [qsTr("Change it to “%1”").arg(root.problem.suggestion), qsTr("Open the file"), qsTr("Read it again")] : [qsTr("Open the file"), qsTr("Read it again")]
        note: qsTr("The file is watched: saving it reads it again.")
        copyText: root.problem.sentence
        onActionChosen: index => root.act(root.mendable ? index : index + 1)
    }

    EmptyPanel {
        y: banner.height
        width: parent.width
        height: root.rest * 0.3
        visible: height > 96
        name: qsTr("Stage")
        title: qsTr("Nothing was run")
        text: qsTr("Tasks and queues stand here as soon as the file can be read.")
        kind: EmptyGlyph.Slots
    }

    EmptyPanel {
        id: lanes
        y: banner.height + root.rest * 0.3
        width: parent.width
        height: root.rest * 0.36
        visible: height > 96
        name: qsTr("Timeline")
        title: qsTr("No run to show")
        text: qsTr("A lane for each task appears here as soon as the scenario runs.")
        kind: EmptyGlyph.Lanes
    }

    EmptyPanel {
        y: lanes.y + lanes.height
        width: parent.width
        height: root.rest * 0.34
        visible: height > 96
        name: qsTr("Sojourn time")
        title: qsTr("No item has left the queue yet")
        text: qsTr("Each item becomes a dot here when a consumer has taken it: when it left, and how long it stayed.")
        kind: EmptyGlyph.Dots
    }

    function whereText(): string {
        const line = problem.line > 0 ? qsTr(", line %1").arg(problem.line) : "";
        const place = problem.place !== "" ? qsTr(", at %1").arg(problem.place) : "";
        return qsTr("%1%2%3. Nothing was run.").arg(problem.file).arg(line).arg(place);
    }

    function act(index: int) {
        [() => session.applySuggestion(), () => session.openInEditor(), () => session.readAgain()][index]();
    }
}
