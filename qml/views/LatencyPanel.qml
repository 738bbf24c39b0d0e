import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// How long items stayed: a dot an item on the time axis of the timeline, and how the lengths are distributed.
Item {
    id: root

    required property Session session
    required property Viewport viewport
    required property GhostRun ghost
    required property RunTheory theory
    required property real gutter
    required property real timelineWidth // both plots have one time axis
    property bool headed: true

    readonly property alias view: latency
    readonly property alias distribution: spread

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Sojourn time")

    PanelHeading {
        id: heading
        visible: root.headed
        width: root.timelineWidth
        height: visible ? implicitHeight : 0
        text: qsTr("Sojourn time")
        remark: qsTr("one dot an item, when it left") + (latency.anyPutWait ? qsTr("; stem: how long it waited to be put before") : "") + (latency.logarithmic ? qsTr("; logarithmic") : "")
    }

    LatencyView {
        id: latency
        objectName: "latencyView"
        y: heading.height
        width: root.timelineWidth
        height: parent.height - y
        document: root.session.document
        viewport: root.viewport
        ghost: root.ghost
        gutter: root.gutter
        rightMargin: Theme.pageMargin
        dark: Theme.dark
        fontFamily: Theme.fontFamily

        SceneFocus {
            view: latency
            name: qsTr("Sojourn time of each item")
        }
    }

    DistributionView {
        id: spread
        objectName: "distributionView"
        visible: width > 40
        x: root.timelineWidth
        y: heading.height
        width: Math.max(0, parent.width - x)
        height: parent.height - y
        document: root.session.document
        viewport: root.viewport
        ghost: root.ghost
        theory: root.theory
        dark: Theme.dark
        fontFamily: Theme.fontFamily
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Distribution of the sojourn times")
        Accessible.description: spread.accessibleSummary
    }

    PatientHint {
        wanted: latency.empty
        anchors.fill: latency
        anchors.margins: Theme.pageMargin
        title: latency.emptyTitle
        text: latency.emptyText
        kind: EmptyGlyph.Dots
    }
}
