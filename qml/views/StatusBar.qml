import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The line at the bottom: the instant in numbers, or what an action has to report.
Rectangle {
    id: root

    required property Session session
    required property bool compact

    readonly property RunNumbers numbers: session.numbers
    readonly property bool live: session.document.live && !session.document.ended
    readonly property bool counted: session.document.replayable // what was put and got up to an instant is known
    readonly property bool problem: session.problem.present
    readonly property string timeWords: {
        if (session.document.partial)
            return qsTr("of what is computed so far");
        if (session.computingLong)
            return qsTr("of the run before");
        if (live && session.following)
            return session.playing ? qsTr("measured, running") : qsTr("measured, paused");
        return numbers.lengthText === "" ? "" : qsTr("of %1").arg(numbers.lengthText);
    }

    implicitHeight: Theme.statusBarHeight
    color: Theme.panel
    Accessible.role: Accessible.StatusBar
    Accessible.name: qsTr("Numbers of this instant")

    Hairline {
        width: parent.width
    }

    StatusReport {
        id: report
        x: Theme.pageMargin
        height: parent.height
        session: root.session
    }

    CaptionText {
        visible: root.problem && !report.visible
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("A mistake in %1").arg(root.session.problem.file)
        color: Theme.vermilionText
        font.weight: Font.DemiBold
    }

    Row {
        id: cells
        objectName: "statusCells"
        visible: !root.problem && root.session.state !== Session.Empty
        x: report.visible ? report.x + report.width + 16 : Theme.pageMargin
        width: seed.x - x - 16
        height: parent.height
        clip: true // what does not fit whole is not there: see StatusCell

        StatusCell {
            objectName: "statusTime"
            first: !report.visible
            value: loud ? root.numbers.stalled : root.numbers.time
            words: loud ? "" : root.timeWords
            loud: root.numbers.stalled !== ""
            meaning: qsTr("The instant that all views show")
        }

        StatusCell {
            value: root.session.recorded ? root.session.recording.figures[0] ?? "" : ""
            words: value === "1" ? qsTr("span") : qsTr("spans")
            meaning: qsTr("Spans of the whole recording")
        }

        // What has no value is not shown: a run without queues has other numbers than one with them.
        StatusCell {
            value: root.numbers.replied
            words: qsTr("requests replied")
            meaning: qsTr("Replies up to this instant, of the requests sent up to it")
        }

        StatusCell {
            value: root.numbers.failed
            words: qsTr("failed")
            meaning: qsTr("Requests up to this instant that brought no reply that can be used")
        }

        StatusCell {
            value: root.counted && root.numbers.itemless ? root.numbers.tasksEnded : ""
            words: qsTr("tasks ended")
            meaning: qsTr("Tasks that have ended up to this instant")
        }

        StatusCell {
            value: root.numbers.inThreads
            words: qsTr("in threads")
            meaning: qsTr("Jobs that threads compute at this instant: those of pools, and tasks’ own")
        }

        StatusCell {
            value: root.counted ? root.numbers.put : ""
            words: qsTr("put")
            meaning: qsTr("Items put into a queue up to this instant")
        }

        StatusCell {
            value: root.counted ? root.numbers.got : ""
            words: qsTr("got")
            meaning: qsTr("Items taken out of a queue up to this instant")
        }

        StatusCell {
            value: root.counted ? root.numbers.inQueue : ""
            words: qsTr("in the queue")
            meaning: qsTr("Items that stand in a queue at this instant")
        }

        StatusCell {
            value: root.counted ? root.numbers.throughput : ""
            words: root.compact ? "" : qsTr("throughput")
            meaning: qsTr("Items done a second, at every queue that they pass, from the start of the run, or of what is known of it, to this instant")
        }

        StatusCell {
            visible: value !== "" && !root.compact
            value: stalled ? root.numbers.tasksWaiting : root.counted || root.session.recording.tellsWaits ? root.numbers.consumersWaiting : ""
            words: stalled ? qsTr("tasks wait") : qsTr("waiting to get")
            meaning: stalled ? qsTr("Tasks that wait for what nobody will do, of all tasks") : qsTr("Tasks that wait for an item at this instant")

            readonly property bool stalled: root.numbers.tasksWaiting !== ""
        }

        StatusCell {
            visible: value !== "" && root.width >= 1300 && !report.visible
            name: qsTr("%1:").arg(root.numbers.wholeText)
            value: root.numbers.littlesLaw
            words: ""
            meaning: qsTr("Little’s law of the whole run, a warm-up included: items waiting on average = items a second × mean wait. What theory is compared with is measured behind the warm-up.")
        }
    }

    CaptionText {
        id: seed
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin + 24
        anchors.verticalCenter: parent.verticalCenter
        text: root.problem || root.session.state === Session.Empty ? qsTr("no run") : root.session.recorded ? qsTr("imported, read-only") : qsTr("seed %1").arg(root.session.seed)
    }
}
