pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// At the left of a recording, where a run of one's own has parameters: what is in it, what reading it came upon, and its
// longest spans.
Rectangle {
    id: root

    required property Session session
    required property bool compact

    readonly property RecordingFacts facts: session.recording
    readonly property real inner: width - 2 * Theme.pageMargin - 1

    signal spanChosen(int task, double from, double to)
    signal instantChosen(int task, double at)

    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Recording")

    function showFindings() {
        findings.open();
    }

    StatesShown {
        id: shownStates
        document: root.session.document
    }

    Column {
        id: top
        x: Theme.pageMargin
        y: Theme.pageMargin - 4
        width: root.inner
        spacing: 8

        SectionHeading {
            width: parent.width
            text: qsTr("Imported recording")
            remark: root.facts.format
            remarkAtRight: true
        }

        Column {
            width: parent.width
            spacing: 4

            Repeater {
                model: root.facts.names

                Item {
                    id: line

                    required property int index
                    required property string modelData

                    width: root.inner
                    height: Theme.bodyLineHeight
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("%1: %2").arg(modelData).arg(root.facts.figures[index])

                    BodyText {
                        text: line.modelData
                        color: Theme.textSecondary
                        Accessible.ignored: true
                    }

                    BodyText {
                        anchors.right: parent.right
                        text: root.facts.figures[line.index]
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                }
            }
        }

        DamageNote {
            width: parent.width
            damage: root.session.damage
            listed: false
        }

        Chip {
            objectName: "findingsChip"
            visible: root.facts.findings.count > 0
            text: root.facts.leftOut !== "" ? root.facts.leftOut : qsTr("What reading it came upon")
            onClicked: findings.open()

            SidePopup {
                id: findings
                y: parent.height + 8
                implicitWidth: 360
                focus: true

                contentItem: FindingsList {
                    model: root.facts.findings
                    onChosen: (task, at) => {
                        findings.close();
                        root.instantChosen(task, at);
                    }
                }
            }
        }

        Hairline {
            x: -Theme.pageMargin
            width: root.width
        }

        SectionHeading {
            visible: root.facts.count > 0
            width: parent.width
            text: qsTr("Longest spans")
        }
    }

    ListView {
        id: list
        objectName: "longestSpans"
        y: top.y + top.height + 4
        x: 8
        width: root.width - 17
        height: Math.max(0, (lanes.visible ? lanes.y : legend.y) - 12 - y)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.facts
        activeFocusOnTab: true
        keyNavigationEnabled: true
        currentIndex: -1
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Longest spans")
        Keys.onReturnPressed: (list.currentItem as T.ItemDelegate)?.clicked()
        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = 0;
        }

        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: T.ItemDelegate {
            id: row

            required property int index
            required property int look
            required property string title
            required property string lane
            required property string length
            required property string at
            required property int task
            required property double fromTime
            required property double toTime

            width: list.width - (list.contentHeight > list.height ? 8 : 0) // beside the scroll bar
            height: 28
            hoverEnabled: true
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1 on %2, %3, at %4").arg(title).arg(lane).arg(length).arg(at)
            Accessible.onPressAction: row.clicked()
            onClicked: {
                list.currentIndex = row.index;
                root.spanChosen(row.task, row.fromTime, row.toTime);
            }

            background: Rectangle {
                radius: Theme.fieldRadius
                color: row.ListView.isCurrentItem ? Theme.accentSoft : Theme.hover
                visible: row.ListView.isCurrentItem || row.hovered || row.down
            }

            contentItem: RecordingSpanContent {
                look: row.look
                title: row.title
                length: row.length
                at: root.compact ? "" : row.at
            }
        }
    }

    FocusRing {
        anchors.fill: list
        shown: list.activeFocus
    }

    LaneLegend {
        id: lanes
        visible: root.height >= 640
        x: Theme.pageMargin
        y: legend.y - height - 12
        width: root.inner
    }

    StatesLegend {
        id: legend
        x: Theme.pageMargin
        y: root.height - height - Theme.pageMargin
        width: root.inner
        shown: shownStates
        lost: root.session.document.hasLost
    }

    Hairline {
        vertical: true
        anchors.right: parent.right
        height: parent.height
    }
}
