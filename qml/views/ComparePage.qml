pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Run B beside run A, on one clock and one zoom: lanes, items, numbers.
Item {
    id: root

    required property Session session
    required property KeptRuns kept
    required property Comparison comparison
    required property Viewport viewport
    required property GhostRun ghost
    required property real gutter
    required property bool compact

    readonly property real sideWidth: compact ? 292 : 320
    readonly property real plotsWidth: width - sideWidth
    readonly property bool ready: comparison.ready
    // While a slider moves, words and numbers are still those of the run before: they are faint until they follow.
    readonly property real currency: comparison.outdated ? 0.4 : 1
    readonly property bool hasItems: !ready || comparison.countsText !== ""
    // Without items there are no sojourns to compare: the lanes have all of the page.
    readonly property real lanesHeight: hasItems ? Math.round(Math.max(140, (height - heading.height) * 0.47)) : height - heading.height

    signal closed

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Compare")

    FontMetrics {
        id: bodyMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
    }

    Item {
        id: heading
        width: parent.width
        height: Math.max(64, words.implicitHeight + 24)

        Column {
            id: words
            opacity: root.currency
            x: Theme.pageMargin
            width: tools.x - x - Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2

            TitleText {
                objectName: "compareSentence"
                // A sentence that takes more than two lines is set smaller; all of its figures are to be read.
                readonly property bool small: root.compact || asTitle.lineCount > 2

                width: parent.width
                text: root.ready ? Theme.unbroken(root.comparison.sentence) : root.comparison.waiting ? qsTr("%1, beside A, %2").arg(root.kept.bName).arg(root.kept.aName) : qsTr("Compare two runs")
                font.pixelSize: small ? Theme.bodySize + 1 : Theme.titleSize
                lineHeight: small ? Theme.bodyLineHeight : Theme.titleLineHeight
                wrapMode: Text.WordWrap

                TitleText {
                    id: asTitle
                    visible: false
                    width: parent.width
                    text: root.ready ? Theme.unbroken(root.comparison.sentence) : ""
                    wrapMode: Text.WordWrap
                }
            }

            BodyText {
                objectName: "compareRemark"
                // Of several changes the headline has the present values alone.
                readonly property string changes: root.comparison.changesText === "" ? "" : root.comparison.changesText + ". "
                readonly property string whole: Theme.unbroken(changes + qsTr("%1 %2").arg(root.comparison.pairedSentence).arg(root.comparison.endsText))

                visible: text !== ""
                width: parent.width
                // When the runs end is left to the numbers where it would take a line for a word or two.
                text: !root.ready ? "" : bodyMetrics.advanceWidth(whole) <= width ? whole : Theme.unbroken(changes + root.comparison.pairedSentence)
                color: Theme.textSecondary
                wrapMode: Text.WordWrap
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }

        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8

            OutlineButton {
                objectName: "swapRuns"
                text: qsTr("Swap A and B")
                hint: qsTr("A becomes the present run, and is compared with this one")
                enabled: root.kept.swappable
                onClicked: root.kept.swap()
            }

            IconButton {
                objectName: "closeCompare"
                iconName: "close"
                text: qsTr("Back to the run")
                keyHint: "Esc"
                onClicked: root.closed()
            }
        }

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Item {
        id: plots
        visible: root.ready
        y: heading.height
        width: root.plotsWidth
        height: parent.height - y

        PanelHeading {
            id: lanesHeading
            width: parent.width
            text: qsTr("Queue and tasks")
            remark: root.compact ? "" : qsTr("B: %1. Faint below each lane, and dashed: A, %2").arg(root.kept.bName).arg(root.comparison.aName)

            Chip {
                text: qsTr("Frame all")
                keyHint: "F"
                hint: qsTr("Show both runs whole")
                onClicked: root.viewport.frameAll()
            }
        }

        TimelineView {
            id: lanes
            objectName: "compareTimeline"
            y: lanesHeading.height
            width: parent.width
            height: root.lanesHeight - y
            document: root.session.document
            viewport: root.viewport
            ghost: root.ghost
            gutter: root.gutter
            rightMargin: Theme.pageMargin
            dark: Theme.dark
            fontFamily: Theme.fontFamily
            onScrubbed: root.session.scrubbed()

            SceneFocus {
                view: lanes
                name: qsTr("Lanes of both runs")
            }

            ThinScrollBar {
                anchors.right: parent.right
                y: lanes.rulerHeight + lanes.pinnedHeight
                height: lanes.height - y
                orientation: Qt.Vertical
                size: lanes.scrolledHeight > 0 ? height / lanes.scrolledHeight : 1
                position: lanes.scrolledHeight > 0 ? lanes.laneOffset / lanes.scrolledHeight : 0
                onPositionChanged: {
                    if (pressed)
                        lanes.laneOffset = position * lanes.scrolledHeight;
                }
            }
        }

        Hairline {
            visible: root.hasItems
            y: root.lanesHeight
            width: parent.width
        }

        PanelHeading {
            id: stemsHeading
            visible: root.hasItems
            y: root.lanesHeight
            width: stems.width
            text: qsTr("Item by item")
            readonly property bool inColumns: stems.itemsAColumn > 1
            readonly property string columnText: inColumns ? qsTr("a column: up to %1 items").arg(stems.itemsAColumn) : ""

            oneLine: true
            remark: root.comparison.countsText + (inColumns ? "   " + columnText : "")
            briefer: inColumns ? [columnText] : [] // the headline has the counts
            hint: inColumns ? qsTr("A column stands for up to %1 items next to each other: from the shortest to the longest sojourn, with a mark at their mean. Wide and pale: A; narrow and strong: B.").arg(stems.itemsAColumn) : root.comparison.countsText

            CaptionText {
                visible: !root.compact
                text: stemsHeading.inColumns ? qsTr("wide and pale: A; narrow and strong: B") : qsTr("ring A, dot B")
            }
        }

        StemsView {
            id: stems
            opacity: root.currency
            objectName: "stemsView"
            visible: root.hasItems
            y: stemsHeading.y + stemsHeading.height
            width: parent.width - spread.width
            height: parent.height - y
            document: root.session.document
            comparison: root.comparison
            gutter: root.gutter
            rightMargin: Theme.pageMargin
            dark: Theme.dark
            fontFamily: Theme.fontFamily
            onChosen: (from, to) => root.reveal(from, to)

            SceneFocus {
                view: stems
                name: qsTr("Sojourn of each item in both runs")
            }
        }

        PanelHeading {
            visible: root.hasItems
            x: spread.x
            y: root.lanesHeight
            width: spread.width
            text: root.compact ? qsTr("Spread") : qsTr("Distribution")
            // What isn't drawn says why; below the picture it is said of B.
            readonly property string lack: !root.ready || root.comparison.aLeaves ? "" : root.comparison.bLeaves ? qsTr("none leaves in A") : qsTr("none leaves")

            remark: lack !== "" ? lack : root.compact ? "" : qsTr("dashed: A")
        }

        DistributionView {
            id: spread
            objectName: "compareDistribution"
            visible: root.hasItems
            x: stems.width
            y: stems.y
            width: root.compact ? 158 : 216
            height: stems.height
            document: root.session.document
            viewport: root.viewport
            ghost: root.ghost
            gutter: 56
            dark: Theme.dark
            fontFamily: Theme.fontFamily
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Distribution of the sojourn times: bars of B, a dashed outline of A")
            Accessible.description: spread.accessibleSummary
        }

        PatientHint {
            wanted: root.ready && root.hasItems && stems.empty
            anchors.fill: stems
            anchors.margins: Theme.pageMargin
            title: stems.emptyTitle
            text: stems.emptyText
            kind: EmptyGlyph.Dots
        }
    }

    Flickable {
        visible: root.ready
        x: root.plotsWidth
        y: heading.height
        width: root.sideWidth
        height: parent.height - y
        contentWidth: width
        contentHeight: side.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.vertical: ThinScrollBar {
        }

        Column {
            id: side
            opacity: root.currency
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            topPadding: 12
            bottomPadding: 12
            spacing: 12

            SectionHeading {
                width: parent.width
                text: qsTr("Numbers")
            }

            ComparedNumbers {
                width: parent.width
                comparison: root.comparison
            }

            Hairline {
                width: parent.width
            }

            HowSure {
                width: parent.width
                comparison: root.comparison
            }

            Hairline {
                visible: root.comparison.anyItems
                width: parent.width
            }

            // The larger changes first.
            ChangedItemsList {
                objectName: root.comparison.longerFirst ? "longerItems" : "shorterItems"
                width: parent.width
                longer: root.comparison.longerFirst
                items: longer ? root.comparison.longer : root.comparison.shorter
                document: root.session.document
                onChosen: (from, to) => root.reveal(from, to)
            }

            ChangedItemsList {
                objectName: root.comparison.longerFirst ? "shorterItems" : "longerItems"
                width: parent.width
                longer: !root.comparison.longerFirst
                items: longer ? root.comparison.longer : root.comparison.shorter
                document: root.session.document
                onChosen: (from, to) => root.reveal(from, to)
            }

            CaptionText {
                visible: text !== ""
                width: parent.width
                text: root.comparison.matchedText
                wrapMode: Text.WordWrap
            }
        }
    }

    Hairline {
        visible: root.ready
        x: root.plotsWidth
        y: heading.height
        vertical: true
        height: parent.height - y
    }

    EmptyHint {
        visible: !root.ready
        anchors.fill: parent
        anchors.topMargin: heading.height
        anchors.margins: Theme.pageMargin
        title: root.comparison.waiting ? qsTr("Run B goes on") : qsTr("There is no other run yet")
        text: root.comparison.waiting ? qsTr("It is compared with A, %1, when it has ended. On the virtual clock that is at once.").arg(root.kept.aName) : qsTr("Move a slider or change the seed: the run before becomes A, and what the change did is shown here. Or keep this run as A with K, and go on.")
        kind: EmptyGlyph.Bars
    }

    HoverCard {
        view: lanes
    }

    HoverCard {
        view: stems
    }

    HoverCard {
        view: spread
    }

    // Both ways of the item that was just selected, from the earlier put to the later end.
    function reveal(fromSeconds: real, toSeconds: real) {
        viewport.showStretch(fromSeconds, toSeconds);
        lanes.showSelection();
    }
}
