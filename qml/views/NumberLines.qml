import QtQuick
import Sojourn.ViewModels
import Sojourn.Views

// The numbers of the run, one below the other or, where it is low, in columns.
Flow {
    id: root

    required property Session session
    required property FigureChanges changes
    required property RunTheory theory
    readonly property RunNumbers numbers: session.numbers
    property real lineWidth: width
    property real gap: 0
    property bool dense: false

    flow: Flow.TopToBottom

    RunIntervals {
        id: intervals
        session: root.session
        active: root.visible
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("p50")
        value: root.numbers.p50
        change: root.changes.p50
        theory: root.theory.p50
        sure: intervals.p50
        range: intervals.p50Range
        meaning: qsTr("Half of the items stayed this long or less, from put to done")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("p90")
        value: root.numbers.p90
        change: root.changes.p90
        theory: root.theory.p90
        sure: intervals.p90
        range: intervals.p90Range
        meaning: qsTr("90 % of the items stayed this long or less")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("p99")
        value: root.numbers.p99
        change: root.changes.p99
        theory: root.theory.p99
        sure: intervals.p99 + (intervals.p99 !== "" && root.numbers.sampleNote !== "" ? ". " : "") + root.numbers.sampleNote
        range: intervals.p99Range
        meaning: qsTr("99 % of the items stayed this long or less")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("mean")
        value: root.numbers.mean
        change: root.changes.mean
        theory: root.theory.mean
        sure: intervals.mean
        range: intervals.meanRange
        meaning: qsTr("The mean of the items’ sojourn times, from put to done")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("longest")
        value: root.numbers.longest
        change: root.changes.longest
        meaning: qsTr("The longest sojourn time of all items")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("items")
        value: root.numbers.items > 0 ? root.numbers.itemsText : ""
        change: root.changes.items
        meaning: qsTr("How many items are done; the numbers above rest on them")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("requests")
        value: root.numbers.requests
        change: root.changes.requests
        meaning: qsTr("How many requests were sent, each attempt on its own")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("failed")
        value: root.numbers.requestsFailed
        change: root.changes.requestsFailed
        meaning: qsTr("How many of the requests brought no reply that can be used")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("reply p50")
        value: root.numbers.replyP50
        change: root.changes.replyP50
        meaning: qsTr("Half of the replies took this long or less, from the request on, its time in line included")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("reply p99")
        value: root.numbers.replyP99
        change: root.changes.replyP99
        meaning: qsTr("99 % of the replies took this long or less")
    }

    // Where there are items their numbers are wanted; the status line has this one as well.
    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("makespan")
        value: root.numbers.itemless ? root.numbers.length : ""
        change: root.changes.elapsed
        meaning: qsTr("How long the run took, from its start to its end")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("queue full")
        value: root.numbers.queueFull
        change: root.changes.queueFull
        meaning: qsTr("Share of the time that a queue had no room")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        dense: root.dense
        words: qsTr("starved")
        value: root.numbers.starved
        change: root.changes.starved
        meaning: qsTr("How long tasks waited to get an item, all of them together")
    }
}
