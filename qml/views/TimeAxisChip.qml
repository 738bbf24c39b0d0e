import QtQuick
import Sojourn.Components
import Sojourn.Scene

// Which axis the run's time is laid out on, and a menu of the others.
Chip {
    id: root

    required property Viewport viewport
    required property bool brief // where it is as usual its icon says enough

    readonly property list<string> names: [qsTr("Plain time"), qsTr("Idle shortened"), qsTr("Step an event")]

    iconName: "axis"
    text: brief && viewport.timeAxis === TimeAxis.Plain ? "" : names[viewport.timeAxis]
    Accessible.name: names[viewport.timeAxis]
    keyHint: "I"
    hint: menu.visible ? "" : (viewport.timeAxisText === "" ? names[viewport.timeAxis] : viewport.timeAxisText) + "\n" + qsTr("Time as it passes, with stretches shortened in which everyone sleeps or waits, or a step for every event, however close they are")
    onClicked: menu.open()

    PopupMenu {
        id: menu
        y: root.height + 4

        MenuEntry {
            text: root.names[TimeAxis.Plain]
            iconName: root.viewport.timeAxis === TimeAxis.Plain ? "check" : ""
            onTriggered: root.viewport.timeAxis = TimeAxis.Plain
        }

        MenuEntry {
            text: root.names[TimeAxis.Idle]
            iconName: root.viewport.timeAxis === TimeAxis.Idle ? "check" : ""
            onTriggered: root.viewport.timeAxis = TimeAxis.Idle
        }

        MenuEntry {
            text: root.names[TimeAxis.Steps]
            iconName: root.viewport.timeAxis === TimeAxis.Steps ? "check" : ""
            onTriggered: root.viewport.timeAxis = TimeAxis.Steps
        }
    }
}
