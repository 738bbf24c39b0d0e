import QtQuick
import QtQuick.Templates as T
import Sojourn.Dialogs
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The window.
T.ApplicationWindow {
    id: window

    enum Page {
        RunPage,
        ComparePage,
        SweepPage
    }

    required property Session session
    property int page: Main.RunPage // what is shown below the bar

    readonly property bool sweepShown: page === Main.SweepPage && !problem
    readonly property bool comparing: page === Main.ComparePage && !problem
    readonly property bool compact: width < 1240 || height < 720
    readonly property bool problem: session.problem.present
    readonly property real viewsTop: header.height + recovered.height
    readonly property real sideWidth: compact ? Theme.leftPanelWidthSmall : Theme.leftPanelWidth

    // What is typed belongs to the field, and Space to the button that has the keyboard.
    readonly property bool typing: (activeFocusItem as TextInput) !== null || (activeFocusItem as TextEdit) !== null
    readonly property bool buttonFocused: (activeFocusItem as T.AbstractButton)?.visualFocus || (activeFocusItem as T.ComboBox)?.visualFocus || false
    readonly property bool covered: shortcuts.visible || about.visible || openDialog.visible || exportDialog.visible || saveDialog.visible || programDialog.visible || chooser.visible || palette.visible || sweepExport.visible || compareExportDialog.visible || keptSaveDialog.visible
    // What is written of an opened file is proposed beside it, with its name.
    readonly property string nameToWrite: String(session.scenarioFile) === "" ? session.scenarioName : paths.nameOf(session.scenarioFile)

    width: Math.min(1400, Screen.desktopAvailableWidth)
    height: Math.min(900, Screen.desktopAvailableHeight)
    minimumWidth: 1000
    minimumHeight: 640
    visible: true
    title: problem ? qsTr("%1 — Sojourn").arg(session.problem.file) : qsTr("%1 — Sojourn").arg(session.scenarioTitle)
    color: Theme.background
    font.family: Theme.fontFamily
    font.pixelSize: Theme.bodySize
    Component.onCompleted: runView.focusTimeline()

    WindowMemory {
        id: windowMemory
    }

    KeptRuns {
        id: keptRuns
        session: window.session
    }

    Comparison {
        id: comparison
        session: window.session
        kept: keptRuns
        active: window.comparing
    }

    Connections {
        target: window.session

        function onScenarioChanged() {
            // Only a run of a scenario has another to be compared with, a program, a theory.
            if (window.session.recorded) {
                window.page = Main.RunPage;
                runView.programShown = runView.theoryShown = false;
            }
            windowMemory.remember(window.session.scenarioFile);
        }
    }

    FilePaths {
        id: paths
    }

    SweepModel {
        id: sweep
        session: window.session
        active: window.sweepShown
        onCellOpened: window.showPage(Main.RunPage)
    }

    HeaderBar {
        id: header
        pageTitle: window.sweepShown ? qsTr("Sweep") : ""
        pageRemark: window.sweepShown ? sweep.sizeText : ""
        onSweepRequested: window.toggleSweep()
        width: window.width
        session: window.session
        compact: window.compact
        sideWidth: window.sideWidth
        onChooserRequested: chooser.open()
        onOpenRequested: openDialog.begin("")
        onSaveRequested: saveDialog.begin(window.nameToWrite)
        onExportRequested: window.exportShown()
        comparing: window.comparing
        onCompareRequested: window.toggleCompare()
        onPaletteRequested: palette.open()
        onShortcutsRequested: shortcuts.open()
        onAboutRequested: about.open()
        onQuitRequested: Qt.quit()
    }

    ParameterPanel {
        id: parameterPanel
        visible: !window.problem && !window.sweepShown && !window.session.recorded
        y: header.height
        width: window.sideWidth
        height: status.y - y
        session: window.session
        compact: window.compact
        everyTurn: runView.viewport.timeAxis === TimeAxis.Steps || (runView.viewport.timeAxis === TimeAxis.Idle && window.session.document.live)
        kept: keptRuns
        comparing: window.comparing
        onSaveRequested: number => keptSaveDialog.beginWith(number)
        onInstantChosen: (task, at) => runView.showInstant(task, at)
    }

    RecordingSide {
        id: recordingSide
        objectName: "recordingSide"
        visible: !window.problem && window.session.recorded
        y: header.height
        width: window.sideWidth
        height: status.y - y
        session: window.session
        compact: window.compact
        onSpanChosen: (task, from, to) => runView.showSpan(task, from, to)
        onInstantChosen: (task, at) => runView.showInstant(task, at)
    }

    ProblemSide {
        visible: window.problem
        y: header.height
        width: window.sideWidth
        height: status.y - y
        session: window.session
    }

    RunView {
        id: runView
        visible: !window.problem && window.page === Main.RunPage
        x: window.sideWidth
        y: window.viewsTop
        width: window.width - x
        height: status.y - y
        session: window.session
        compact: window.compact
        memory: windowMemory
        kept: keptRuns
        ghostAlways: window.comparing
        onOtherScenarios: chooser.open()
        onSaveProgramRequested: programDialog.begin(window.session.scenarioName)
    }

    ComparePage {
        objectName: "comparePage"
        visible: window.comparing
        x: window.sideWidth
        y: window.viewsTop
        width: window.width - x
        height: status.y - y
        session: window.session
        kept: keptRuns
        comparison: comparison
        viewport: runView.viewport
        ghost: runView.ghost
        gutter: runView.gutter
        compact: window.compact
        onClosed: window.toggleCompare()
    }

    ReadingCard {
        x: runView.x + Math.round((runView.width - width) / 2)
        y: window.viewsTop + 16
        z: 1
        reader: window.session.reader
    }

    RecoveredBar {
        id: recovered
        objectName: "recoveredBar"
        x: window.sweepShown ? 0 : window.sideWidth
        y: header.height
        width: window.width - x
        height: implicitHeight
        session: window.session
    }

    DropArea {
        anchors.fill: parent
        onEntered: drag => drag.accepted = drag.hasUrls
        onDropped: drop => {
            if (drop.urls.length > 0)
                window.session.openFile(drop.urls[0]);
        }
    }

    ProblemView {
        visible: window.problem
        x: window.sideWidth
        y: window.viewsTop
        width: window.width - x
        height: status.y - y
        session: window.session
    }

    SweepPage {
        id: sweepPage
        objectName: "sweepPage"
        visible: window.sweepShown
        y: window.viewsTop
        width: window.width
        height: window.height - y
        sweep: sweep
        kept: keptRuns
        session: window.session
        compact: window.compact
        sideWidth: window.sideWidth
        onClosed: window.showPage(Main.RunPage)
        onExportRequested: sweepExport.begin(window.session.scenarioName)
    }

    StatusBar {
        id: status
        visible: !window.sweepShown
        y: window.height - height
        width: window.width
        session: window.session
        compact: window.compact
    }

    OpenDialog {
        id: openDialog
        session: window.session
    }

    ExportDialog {
        id: exportDialog
        session: window.session
    }

    SweepExportDialog {
        id: sweepExport
        sweep: sweep
    }

    CompareExportDialog {
        id: compareExportDialog
        comparison: comparison
    }

    KeptSaveDialog {
        id: keptSaveDialog
        session: window.session
        kept: keptRuns
    }

    SaveDialog {
        id: saveDialog
        session: window.session
    }

    ProgramDialog {
        id: programDialog
        session: window.session
    }

    ChooserDialog {
        id: chooser
        objectName: "chooser"
        parent: T.Overlay.overlay
        session: window.session
        memory: windowMemory
        onOpenRequested: openDialog.begin("")
    }

    ShortcutsDialog {
        id: shortcuts
        table: commands.table
    }

    AboutDialog {
        id: about
    }

    PaletteDialog {
        id: palette
        objectName: "palette"
        parent: T.Overlay.overlay
        table: commands.table
    }

    Commands {
        id: commands
        session: window.session
        kept: keptRuns
        runView: runView
        sweep: sweep
        runShown: window.page !== Main.SweepPage
        sweepShown: window.sweepShown
        free: !window.covered
        typing: window.typing
        buttonFocused: window.buttonFocused
        onChooserRequested: chooser.open()
        onOpenRequested: openDialog.begin("")
        onExportRequested: window.exportShown()
        onSweepRequested: window.toggleSweep()
        comparing: window.comparing
        onCompareRequested: window.toggleCompare()
        onNamingRequested: parameterPanel.nameRun()
        onProgramRequested: window.toggleProgram()
        onTheoryRequested: window.toggleTheory()
        onSaveRequested: saveDialog.begin(window.nameToWrite)
        onSaveProgramRequested: programDialog.begin(window.session.scenarioName)
        onPaletteRequested: palette.open()
        onKeysRequested: shortcuts.open()
        onAboutRequested: about.open()
        onFindingsRequested: {
            if (window.session.recorded)
                recordingSide.showFindings();
            else
                parameterPanel.showFindings();
        }
    }

    // The chooser has a way to a file of its own, with the same key.
    Shortcut {
        sequence: "Ctrl+O"
        enabled: chooser.visible
        onActivated: {
            chooser.close();
            openDialog.begin("");
        }
    }

    function showPage(wanted: int) {
        page = wanted;
        if (wanted === Main.SweepPage)
            sweepPage.focusMap();
        else
            runView.focusTimeline();
        if (wanted === Main.ComparePage)
            runView.viewport.frameAll();
    }

    function toggleSweep() {
        showPage(sweepShown ? Main.RunPage : Main.SweepPage);
    }

    function toggleCompare() {
        showPage(comparing ? Main.RunPage : Main.ComparePage);
    }

    // From the comparison they lead to the run, and to what is asked for.
    function toggleProgram() {
        runView.programShown = comparing || !runView.programShown;
        if (comparing)
            showPage(Main.RunPage);
    }

    function toggleTheory() {
        runView.theoryShown = comparing || !runView.theoryShown;
        if (comparing)
            showPage(Main.RunPage);
    }

    // What is shown is exported.
    function exportShown() {
        if (sweepShown)
            sweepExport.begin(session.scenarioName);
        else if (comparing)
            compareExportDialog.begin(qsTr("%1-comparison").arg(session.scenarioName));
        else
            exportDialog.begin(nameToWrite);
    }
}
