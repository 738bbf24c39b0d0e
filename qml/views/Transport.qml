import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// Restart, a step back, run or pause, a step forward, and the time.
Row {
    id: root

    required property Session session
    required property bool compact

    readonly property bool idle: session.state === Session.Empty || session.problem.present
    // What is most wanted then stands elsewhere in the window.
    readonly property bool second: session.state === Session.Ended || session.problem.present

    spacing: root.compact ? 4 : 8

    IconButton {
        iconName: "restart"
        text: qsTr("Restart with the same seed")
        keyHint: "R"
        enabled: !root.idle
        onClicked: root.session.restart()
    }

    IconButton {
        iconName: "stepBack"
        text: qsTr("Step back, one event")
        keyHint: ","
        enabled: !root.idle
        onClicked: root.session.stepBack()
    }

    ButtonBase {
        objectName: "runButton"
        width: 96
        leftPadding: 8
        rightPadding: 8
        iconName: root.session.playing ? "pause" : "play"
        text: root.session.playing ? qsTr("Pause") : qsTr("Run")
        hint: root.session.playing ? qsTr("Pause") : (root.session.state === Session.Ended ? qsTr("Run again") : qsTr("Run on"))
        keyHint: qsTr("Space")
        ink: root.second ? Theme.text : Theme.textOnAccent
        fill: root.second ? Theme.surface : Theme.accent
        hoverFill: root.second ? Theme.hover : Theme.accentHover
        edge: root.second ? Theme.controlBorder : "transparent"
        weight: Font.DemiBold
        enabled: !root.idle
        onClicked: root.session.toggle()
    }

    IconButton {
        iconName: "stepForward"
        text: qsTr("Step forward, one event")
        keyHint: "."
        enabled: !root.idle
        onClicked: root.session.stepForward()
    }

    // As wide as the time may become, so that nothing beside it moves.
    Item {
        id: clock

        readonly property string exact: root.session.problem.present ? "" : root.session.numbers.exactTime // to the nanosecond

        width: root.compact ? 96 : 128
        height: Theme.controlHeight

        TitleText {
            objectName: "timeText"
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 12
            text: root.session.problem.present ? "0.0 s" : root.session.numbers.time
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Time of the run: %1").arg(text)
            Accessible.description: clock.exact

            HoverHandler {
                id: overTime
            }

            Tooltip {
                visible: overTime.hovered && clock.exact !== ""
                text: clock.exact
            }
        }
    }
}
