pragma ComponentBehavior: Bound

import Qt.labs.qmlmodels
import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The panel at the left: what can be turned, what the states look like, what to watch. Where the window is too low for
// all of it, the latter two are chips that open.
Rectangle {
    id: root

    required property Session session
    required property bool everyTurn // turns that take no time are drawn as well
    required property bool compact
    required property KeptRuns kept
    property bool comparing: false // on the page that compares: marks of A, and the runs below

    signal saveRequested(int number)
    signal instantChosen(int task, double at)

    readonly property bool empty: session.state === Session.Empty // a file is being read, and nothing was there before
    readonly property real inner: width - 2 * Theme.pageMargin - 1
    readonly property real room: height - parameters.implicitHeight - Theme.pageMargin
    readonly property bool legendFits: room >= legend.implicitHeight + 29 + 44
    readonly property real aboutRoom: room - (legendFits ? legend.implicitHeight + 29 : 9)
    readonly property bool aboutFits: aboutRoom >= whole.implicitHeight + 16
    readonly property int aboutLines: Math.floor((aboutRoom - 64) / Theme.bodyLineHeight)
    readonly property bool aboutShown: aboutFits || aboutLines >= 3
    readonly property bool aboutChipNeeded: session.about !== "" && (!aboutShown || about.truncated)

    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Parameters")

    StatesShown {
        id: shownStates
        document: root.session.document
        everyTurn: root.everyTurn
    }

    Flickable {
        id: scroller
        visible: !root.empty
        anchors.fill: parent
        anchors.bottomMargin: root.comparing ? runs.height : lower.height
        contentWidth: width
        contentHeight: parameters.implicitHeight + Theme.pageMargin
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.vertical: ThinScrollBar {
        }

        Column {
            id: parameters
            x: Theme.pageMargin
            width: root.inner
            topPadding: Theme.pageMargin - 4
            spacing: root.compact ? 12 : 13

            DamageNote {
                id: damageNote
                visible: !root.comparing && root.session.damage.sentence !== ""
                width: parent.width
                damage: root.session.damage
                onInstantChosen: (task, at) => root.instantChosen(task, at)
            }

            SectionHeading {
                width: parent.width
                text: root.comparing ? qsTr("Parameters of B") : qsTr("Parameters")
                remark: root.compact || root.comparing ? "" : (root.session.virtualClock ? qsTr("same seed, at once") : qsTr("changes run it again"))
                remarkAtRight: true
            }

            Repeater {
                model: root.session.parameters

                delegate: DelegateChooser {
                    role: "kind"

                    DelegateChoice {
                        roleValue: "number"

                        NumberParameter {
                            width: root.inner
                            parameters: root.session.parameters
                            comparing: root.comparing
                        }
                    }

                    DelegateChoice {
                        roleValue: "range"

                        RangeParameter {
                            width: root.inner
                            parameters: root.session.parameters
                            comparing: root.comparing
                        }
                    }

                    DelegateChoice {
                        roleValue: "truth"

                        TruthParameter {
                            width: root.inner
                            parameters: root.session.parameters
                            comparing: root.comparing
                        }
                    }

                    DelegateChoice {
                        roleValue: "text"

                        TextParameter {
                            width: root.inner
                            parameters: root.session.parameters
                            comparing: root.comparing
                        }
                    }
                }
            }

            SeedRow {
                width: parent.width
                seed: root.session.seed
                problem: root.session.seedError
                onEdited: text => root.session.setSeed(text)
                onDiceRolled: root.session.newSeed()
            }
        }
    }

    KeptRunsList {
        id: runs
        visible: root.comparing
        anchors.bottom: parent.bottom
        width: root.width - 1
        height: Math.round(Math.min(wantedHeight, Math.max(160, root.height - parameters.implicitHeight - 24, root.height * 0.4)))
        kept: root.kept
        onSaveRequested: number => root.saveRequested(number)

        Hairline {
            width: parent.width
        }
    }

    Column {
        id: lower
        visible: !root.comparing && !root.empty
        anchors.bottom: parent.bottom
        width: root.width - 1

        Hairline {
            width: parent.width
        }

        Item {
            visible: root.legendFits
            width: parent.width
            height: legend.implicitHeight + 28

            StatesLegend {
                id: legend
                x: Theme.pageMargin
                y: Theme.pageMargin
                width: root.inner
                shown: shownStates
                lost: root.session.document.hasLost
            }
        }

        Item {
            visible: root.aboutShown && root.session.about !== ""
            width: parent.width
            height: about.implicitHeight + (root.aboutFits ? 16 : 8)

            WhatToWatch {
                id: about
                x: Theme.pageMargin
                width: root.inner
                about: root.session.about
                virtualClock: root.session.virtualClock
                lines: root.aboutFits ? 0 : root.aboutLines
            }

            // As it is with all its lines, to be measured.
            WhatToWatch {
                id: whole
                visible: false
                width: root.inner
                about: root.session.about
                virtualClock: root.session.virtualClock
            }
        }

        Row {
            visible: root.aboutChipNeeded || !root.legendFits
            leftPadding: Theme.pageMargin
            topPadding: root.legendFits || root.aboutShown ? 0 : 8
            bottomPadding: 12
            spacing: 8

            Chip {
                visible: !root.legendFits
                text: qsTr("States")
                onClicked: statesCard.open()

                SidePopup {
                    id: statesCard
                    y: -height - 8
                    implicitWidth: 240

                    contentItem: StatesLegend {
                        shown: shownStates
                        lost: root.session.document.hasLost
                    }
                }
            }

            Chip {
                visible: root.aboutChipNeeded
                text: root.aboutShown ? qsTr("Read all of it") : qsTr("What to watch")
                onClicked: aboutCard.open()

                SidePopup {
                    id: aboutCard
                    y: -height - 8

                    contentItem: WhatToWatch {
                        about: root.session.about
                        virtualClock: root.session.virtualClock
                    }
                }
            }
        }
    }

    Hairline {
        vertical: true
        anchors.right: parent.right
        height: parent.height
    }

    function nameRun() {
        runs.beginNaming();
    }

    function showFindings() {
        damageNote.showFindings();
    }
}
