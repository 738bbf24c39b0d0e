import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// What an action has to report, at the left of the status line: for some seconds; a failure until it is dismissed, and
// what led to nothing being shown until something is.
Row {
    id: root

    required property Session session

    visible: session.report !== ""
    spacing: 8
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.session.report

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        size: 14
        name: root.session.reportIsError ? "warning" : root.session.reportIsRemark ? "information" : "check"
        color: root.session.reportIsError ? Theme.vermilionText : Theme.text
    }

    CaptionText {
        objectName: "reportText"
        anchors.verticalCenter: parent.verticalCenter
        text: root.session.report
        color: root.session.reportIsError ? Theme.vermilionText : Theme.text
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    IconButton {
        small: true
        iconName: "close"
        text: qsTr("Dismiss")
        hintAbove: true
        anchors.verticalCenter: parent.verticalCenter
        onClicked: root.session.clearReport()
    }

    Timer {
        interval: 8000
        running: root.visible && !root.session.reportIsError && root.session.state !== Session.Empty
        onTriggered: root.session.clearReport()
    }
}
