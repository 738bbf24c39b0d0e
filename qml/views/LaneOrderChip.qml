import QtQuick
import Sojourn.Components
import Sojourn.Scene

// In which order the lanes stand, and a menu of the others.
Chip {
    id: root

    required property TimelineView view
    required property bool brief // where it is as usual its icon says enough

    readonly property list<string> names: [qsTr("Start order"), qsTr("By name"), qsTr("Busiest first"), qsTr("First event first")]

    iconName: "sort"
    text: brief && view.order === LaneOrder.Start ? "" : names[view.order]
    Accessible.name: names[view.order]
    keyHint: "O"
    hint: menu.visible ? "" : qsTr("The order of the lanes: as started, by name, by time running, working or off to a thread, or by when something happened there first")
    onClicked: menu.open()

    PopupMenu {
        id: menu
        y: root.height + 4

        MenuEntry {
            text: root.names[LaneOrder.Start]
            iconName: root.view.order === LaneOrder.Start ? "check" : ""
            onTriggered: root.view.order = LaneOrder.Start
        }

        MenuEntry {
            text: root.names[LaneOrder.Name]
            iconName: root.view.order === LaneOrder.Name ? "check" : ""
            onTriggered: root.view.order = LaneOrder.Name
        }

        MenuEntry {
            text: root.names[LaneOrder.Busy]
            iconName: root.view.order === LaneOrder.Busy ? "check" : ""
            onTriggered: root.view.order = LaneOrder.Busy
        }

        MenuEntry {
            text: root.names[LaneOrder.FirstEvent]
            iconName: root.view.order === LaneOrder.FirstEvent ? "check" : ""
            onTriggered: root.view.order = LaneOrder.FirstEvent
        }
    }
}
