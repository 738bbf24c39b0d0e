import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The sweep: what is asked at the left, the answer on top, the cells in the middle, what they say at the right.
Item {
    id: root

    required property SweepModel sweep
    required property KeptRuns kept
    required property Session session
    required property bool compact
    required property real sideWidth

    readonly property real findingsWidth: compact ? 232 : Theme.inspectorWidth

    signal closed
    signal exportRequested

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Sweep")

    SweepSide {
        width: root.sideWidth
        height: status.y
        sweep: root.sweep
        session: root.session
        onChosen: root.focusMap()
    }

    SweepHeading {
        id: heading
        x: root.sideWidth
        width: root.width - x
        sweep: root.sweep
        compact: root.compact
        onClosed: root.closed()
    }

    SweepPlots {
        id: plots
        x: root.sideWidth
        y: heading.height
        width: root.width - x - (blank ? 0 : root.findingsWidth)
        height: status.y - y
        sweep: root.sweep
        compact: root.compact
        onExportRequested: root.exportRequested()
    }

    Hairline {
        visible: !plots.blank
        vertical: true
        x: root.width - root.findingsWidth
        y: heading.height
        height: status.y - y
    }

    SweepFindings {
        visible: !plots.blank
        x: root.width - width
        y: heading.height
        width: root.findingsWidth
        height: status.y - y
        sweep: root.sweep
        kept: root.kept
    }

    SweepStatusBar {
        id: status
        y: root.height - height
        width: root.width
        sweep: root.sweep
        session: root.session
    }

    HoverCard {
        view: plots.map
    }

    HoverCard {
        view: plots.curve
    }

    function focusMap() {
        (sweep.flat ? plots.curve : plots.map).forceActiveFocus(Qt.OtherFocusReason);
    }
}
