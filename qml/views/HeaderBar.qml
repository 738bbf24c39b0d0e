import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The bar at the top: which scenario, the transport, and what concerns the whole window.
Rectangle {
    id: root

    required property Session session
    required property bool compact
    required property real sideWidth // of the panel below the combo
    property string pageTitle // of a page that is not the run's, in place of the transport
    property string pageRemark
    property bool comparing: false // that page is shown

    // Below this the words of the pages' buttons would meet the clock's.
    readonly property bool roomy: width >= 1390

    signal chooserRequested
    signal openRequested
    signal saveRequested
    signal exportRequested
    signal sweepRequested
    signal compareRequested
    signal paletteRequested
    signal shortcutsRequested
    signal aboutRequested
    signal quitRequested

    implicitHeight: Theme.toolbarHeight
    color: Theme.panel
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Scenario and transport")

    Combo {
        id: combo
        objectName: "scenarioCombo"
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        width: root.sideWidth - 2 * Theme.pageMargin + (root.compact ? 8 : 0)
        leftPadding: 10
        rightPadding: 32
        label: qsTr("Scenario")
        model: root.session.scenarioTitles
        currentIndex: root.session.problem.present ? -1 : Array.from(root.session.scenarioNames).indexOf(root.session.scenarioName)
        displayText: root.session.problem.present ? root.session.problem.file : root.session.scenarioTitle || qsTr("No scenario")
        popup.width: Math.max(width, 320)
        footerText: qsTr("All scenarios…")
        footerKey: "Ctrl+N"
        onActivated: index => root.session.openBuiltin(root.session.scenarioNames[index])
        onFooterChosen: root.chooserRequested()
    }

    Hairline {
        vertical: true
        x: root.sideWidth
        anchors.verticalCenter: parent.verticalCenter
    }

    SectionHeading {
        visible: root.pageTitle !== ""
        x: root.sideWidth + 17
        anchors.verticalCenter: parent.verticalCenter
        width: 480
        text: root.pageTitle
        remark: root.pageRemark
    }

    Row {
        visible: root.pageTitle === ""
        x: root.sideWidth + 17
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.compact ? 8 : 16

        Transport {
            session: root.session
            compact: root.compact
        }

        Hairline {
            vertical: true
            anchors.verticalCenter: parent.verticalCenter
        }

        SpeedControl {
            anchors.verticalCenter: parent.verticalCenter
            session: root.session
            compact: root.compact
        }

        Segmented {
            objectName: "clockSwitch"
            visible: !root.session.recorded
            options: [qsTr("Virtual"), qsTr("Real")]
            currentIndex: root.session.virtualClock ? 0 : 1
            label: qsTr("Clock")
            hints: [qsTr("The whole run is computed at once and played back"), qsTr("The run happens as you watch, with measured times")]
            onChosen: index => root.session.virtualClock = index === 0
        }
    }

    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin - 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        QuietButton {
            objectName: "compareButton"
            visible: root.roomy && !root.session.recorded
            text: qsTr("Compare")
            hint: root.comparing ? qsTr("Back to the run") : qsTr("This run beside the one before, or beside the one that is kept as A")
            keyHint: "X"
            fill: root.comparing ? Theme.accentSoft : "transparent"
            enabled: menu.canExport
            onClicked: root.compareRequested()
        }

        QuietButton {
            objectName: "sweepButton"
            visible: root.roomy && root.pageTitle === "" && !root.session.recorded
            text: qsTr("Sweep")
            hint: qsTr("Over whole ranges of parameters: which setting meets a goal")
            keyHint: "V"
            enabled: menu.canExport
            onClicked: root.sweepRequested()
        }

        IconButton {
            visible: !root.compact && !root.roomy && !root.session.recorded
            iconName: "compare"
            text: root.comparing ? qsTr("Back to the run") : qsTr("Compare")
            keyHint: "X"
            fill: root.comparing ? Theme.accentSoft : "transparent"
            enabled: menu.canExport
            onClicked: root.compareRequested()
        }

        IconButton {
            visible: !root.compact && !root.roomy && root.pageTitle === "" && !root.session.recorded
            iconName: "sweep"
            text: qsTr("Sweep")
            keyHint: "V"
            enabled: menu.canExport
            onClicked: root.sweepRequested()
        }

        QuietButton {
            visible: !root.compact
            iconName: "export"
            text: qsTr("Export")
            hint: root.pageTitle === "" ? qsTr("Write the run to a file") : qsTr("Write what is shown to a file")
            keyHint: "Ctrl+E"
            enabled: menu.canExport
            onClicked: root.exportRequested()
        }

        IconButton {
            objectName: "paletteButton"
            iconName: "search"
            text: qsTr("Find a command")
            keyHint: "Ctrl+K"
            onClicked: root.paletteRequested()
        }

        IconButton {
            objectName: "darkSwitch"
            iconName: Theme.dark ? "sun" : "moon"
            text: Theme.dark ? qsTr("Light colours") : qsTr("Dark colours")
            onClicked: Theme.mode = Theme.dark ? Theme.Light : Theme.Dark
        }

        WindowMenu {
            id: menu
            comparing: root.comparing
            onCompareRequested: root.compareRequested()
            canExport: root.session.state !== Session.Empty && !root.session.problem.present
            ownRun: canExport && !root.session.recorded
            onChooserRequested: root.chooserRequested()
            onOpenRequested: root.openRequested()
            onSaveRequested: root.saveRequested()
            onExportRequested: root.exportRequested()
            onSweepRequested: root.sweepRequested()
            onPaletteRequested: root.paletteRequested()
            onShortcutsRequested: root.shortcutsRequested()
            onAboutRequested: root.aboutRequested()
            onQuitRequested: root.quitRequested()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
