import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The map and the curve below it; of one parameter the curve alone. Or the cells as a table.
Item {
    id: root

    required property SweepModel sweep
    required property bool compact

    readonly property alias map: mapView
    readonly property alias curve: curveView
    // Nothing is there, and nothing will come: no headings of pictures that are not there.
    readonly property bool blank: sweep.empty && !sweep.running
    readonly property bool canRepeat: sweep.stale || sweep.stopped
    readonly property real mapHeight: sweep.flat || sweep.tableShown || blank ? 0 : Math.round((height - 2 * Theme.panelHeadingHeight) * 0.54)

    signal exportRequested

    PanelHeading {
        id: heading
        visible: !root.blank || root.canRepeat
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.blank ? "" : root.sweep.metricWords === "" ? qsTr("Cells") : root.sweep.metricWords
        remark: root.blank ? "" : root.sweep.tableShown ? qsTr("the cells that are done") : root.sweep.flat ? root.sweep.curveWords : root.sweep.cellWords

        Chip {
            objectName: "sweepAgain"
            visible: root.canRepeat
            text: qsTr("Sweep again")
            iconName: "restart"
            hint: root.sweep.stale ? qsTr("The run has other values by now: sweep with these") : qsTr("From the beginning")
            onClicked: root.sweep.start()
        }

        Chip {
            objectName: "sweepTable"
            visible: !root.blank
            text: root.sweep.tableShown ? qsTr("Picture") : qsTr("Table")
            hint: root.sweep.tableShown ? qsTr("The cells as colours") : qsTr("The cells line by line")
            onClicked: root.sweep.tableShown = !root.sweep.tableShown
        }

        Chip {
            objectName: "sweepExport"
            visible: !root.blank
            text: qsTr("Export")
            iconName: "export"
            enabled: !root.sweep.empty
            hint: qsTr("Write the cells as a table, as “sojourn sweep” does")
            onClicked: root.exportRequested()
        }
    }

    SweepMapView {
        id: mapView
        objectName: "sweepMap"
        visible: root.mapHeight > 0
        y: heading.height
        width: parent.width
        height: root.mapHeight
        sweep: root.sweep
        dark: Theme.dark
        fontFamily: Theme.fontFamily

        SceneFocus {
            view: mapView
            name: qsTr("Map of the settings")
        }
    }

    PanelHeading {
        id: curveHeading
        objectName: "sweepCurveHeading"
        visible: root.mapHeight > 0
        y: heading.height + root.mapHeight
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.sweep.kneeShown ? qsTr("The knee") : qsTr("The curve")
        remark: root.sweep.curveWords

        Hairline {
            parent: curveHeading
            width: parent.width
        }
    }

    SweepCurveView {
        id: curveView
        objectName: "sweepCurve"
        visible: !root.sweep.tableShown && !root.blank
        y: curveHeading.y + curveHeading.height
        width: parent.width
        height: parent.height - y
        sweep: root.sweep
        dark: Theme.dark
        fontFamily: Theme.fontFamily

        SceneFocus {
            view: curveView
            name: qsTr("Curve along the first parameter")
        }
    }

    SweepTable {
        objectName: "sweepCells"
        visible: root.sweep.tableShown && !root.blank
        y: heading.height
        x: Theme.pageMargin
        width: parent.width - 2 * x
        height: parent.height - y
        rows: root.sweep.cells
        name: qsTr("Cells")
        onChosen: cell => root.sweep.openCell(cell)
    }

    PatientHint {
        objectName: "sweepHint"
        wanted: root.sweep.empty && (root.blank || !root.sweep.tableShown)
        x: Theme.pageMargin
        y: heading.height
        width: parent.width - 2 * x
        height: (root.mapHeight > 0 ? curveHeading.y : parent.height) - y // within one pane
        title: mapView.emptyTitle
        text: root.sweep.problem !== "" ? root.sweep.problem : mapView.emptyText
        kind: EmptyGlyph.Dots
    }
}
