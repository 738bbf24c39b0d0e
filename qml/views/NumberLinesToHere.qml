import QtQuick
import Sojourn.ViewModels
import Sojourn.Views

// The numbers of the run as it stands at the playhead, one below the other or, where it is low, in columns.
Flow {
    id: root

    required property NumbersToHere numbers
    property real lineWidth: width
    property real gap: 0

    flow: Flow.TopToBottom

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("p50")
        value: root.numbers.p50
        meaning: qsTr("Half of the items that are done so far stayed this long or less, from put to done")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("p90")
        value: root.numbers.p90
        meaning: qsTr("90 % of the items that are done so far stayed this long or less")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("p99")
        value: root.numbers.p99
        meaning: qsTr("99 % of the items that are done so far stayed this long or less")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("mean")
        value: root.numbers.mean
        meaning: qsTr("The mean of the sojourn times of the items that are done so far")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("longest")
        value: root.numbers.longest
        meaning: qsTr("The longest sojourn time of the items that are done so far")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("items")
        value: root.numbers.items
        meaning: qsTr("How many items are done so far; the numbers above rest on them")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("done")
        value: root.numbers.throughput
        meaning: qsTr("Throughput: items done, by the time up to here")
    }

    NumberLine {
        width: root.lineWidth
        gap: root.gap
        words: qsTr("waiting")
        value: root.numbers.meanWaiting
        meaning: qsTr("How many items stood in queues, on average over the time up to here")
    }
}
