import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The lower panels of a small window: one at a time.
Item {
    id: root

    required property Session session
    required property Viewport viewport
    required property SelectionFacts facts
    required property StallFacts stall
    required property WaitFacts waits
    required property LogLines lines
    required property GhostRun ghost
    required property FigureChanges changes
    required property RunTheory theory
    required property real gutter

    readonly property alias view: latency.view
    readonly property alias distribution: latency.distribution
    readonly property alias waitsShown: waitsTab.shown

    readonly property bool itemless: session.numbers.itemless

    // A run without items opens on what it prints.
    onItemlessChanged: {
        if (itemless && bar.currentIndex === 0)
            bar.currentIndex = 3;
        else if (!itemless && bar.currentIndex === 3)
            bar.currentIndex = 0;
    }

    function toggleWaits() {
        waitsTab.toggle();
    }

    WaitsTab {
        id: waitsTab
        stall: root.stall
        document: root.session.document
        tabs: bar
        index: 4
        back: root.itemless ? 3 : 0
    }

    TabRow {
        id: bar
        objectName: "lowerTabs"

        TabButton {
            text: qsTr("Sojourn time")
        }

        TabButton {
            width: Math.min(implicitWidth, 144) // a long name leaves the other tabs their room
            text: root.facts.present ? root.facts.title : qsTr("Selection")
        }

        TabButton {
            text: root.session.numbers.wholeText
        }

        TabButton {
            text: qsTr("Log")
        }

        TabButton {
            objectName: "waitsTabSmall"
            text: qsTr("Who waits")
        }
    }

    BodyText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        y: (Theme.panelHeadingHeight - height) / 2
        visible: root.session.numbers.items > 0 && bar.currentIndex === 0 && x > bar.x + bar.width + 12
        text: qsTr("p50 %1 · p90 %2 · p99 %3 of %4").arg(root.session.numbers.p50).arg(root.session.numbers.p90).arg(root.session.numbers.p99).arg(root.session.numbers.itemsText)
        color: Theme.textSecondary
    }

    TaskSteps {
        objectName: "taskStepsSmall"
        visible: bar.currentIndex === 1 && root.facts.isTask
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        y: (Theme.panelHeadingHeight - height) / 2
        session: root.session
        tight: true
    }

    LatencyPanel {
        id: latency
        visible: bar.currentIndex === 0
        anchors.fill: parent
        anchors.topMargin: bar.height
        session: root.session
        viewport: root.viewport
        ghost: root.ghost
        theory: root.theory
        gutter: root.gutter
        timelineWidth: width
        headed: false
    }

    InspectorStrip {
        visible: bar.currentIndex === 1 && root.facts.present
        anchors.fill: parent
        anchors.topMargin: bar.height
        facts: root.facts
    }

    NothingSelected {
        visible: bar.currentIndex === 1 && !root.facts.present
        anchors.fill: parent
        anchors.topMargin: bar.height
    }

    WaitChainStrip {
        objectName: "waitChainStrip"
        visible: root.waitsShown
        anchors.fill: parent
        anchors.topMargin: bar.height
        waits: root.waits
    }

    BodyText {
        visible: bar.currentIndex === 2 && root.session.numbers.items === 0 && root.session.numbers.requests === ""
        x: Theme.pageMargin
        anchors.bottom: parent.bottom // the numbers that there are stand above
        anchors.bottomMargin: 12
        width: parent.width - 2 * Theme.pageMargin
        text: root.session.numbers.withoutItems
        color: Theme.textSecondary
        wrapMode: Text.WordWrap
    }

    LogPane {
        visible: bar.currentIndex === 3
        anchors.fill: parent
        anchors.topMargin: bar.height
        session: root.session
        lines: root.lines
        headed: false
    }

    NumbersToHere {
        id: numbersToHere
        document: root.session.document
        active: root.visible && toHere.visible && toHere.checked
    }

    Chip {
        id: toHere
        objectName: "toHereChip"
        visible: bar.currentIndex === 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        y: (Theme.panelHeadingHeight - height) / 2
        text: qsTr("To here")
        hint: qsTr("The numbers of what lies up to the playhead")
        checkable: true
    }

    NumberLinesToHere {
        visible: numbersToHere.active
        x: Theme.pageMargin
        y: bar.height + 4
        width: parent.width - 2 * Theme.pageMargin
        height: parent.height - y
        lineWidth: 184
        gap: 32
        numbers: numbersToHere
    }

    CaptionText {
        visible: numbersToHere.active && !numbersToHere.present
        x: Theme.pageMargin
        y: bar.height + 4
        text: numbersToHere.absentText
    }

    NumberLines {
        visible: bar.currentIndex === 2 && !toHere.checked
        x: Theme.pageMargin
        y: bar.height + 4
        width: parent.width - 2 * Theme.pageMargin
        height: parent.height - y
        lineWidth: 224 // with room for the difference to A, whether there is one yet or not
        gap: 32
        session: root.session
        changes: root.changes
        theory: root.theory
    }
}
