import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The commands that have no button of their own.
MenuButton {
    id: root

    required property bool canExport
    property bool ownRun: canExport // made from a scenario, and not opened from a file
    property bool comparing: false

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

    iconOnly: true
    iconName: "menu"
    text: qsTr("Menu")

    MenuEntry {
        text: qsTr("All scenarios…")
        keyHint: "Ctrl+N"
        onTriggered: root.chooserRequested()
    }

    MenuEntry {
        text: qsTr("Open file…")
        iconName: "folder"
        keyHint: "Ctrl+O"
        onTriggered: root.openRequested()
    }

    MenuEntry {
        text: qsTr("Save…")
        keyHint: "Ctrl+S"
        enabled: root.canExport
        onTriggered: root.saveRequested()
    }

    MenuEntry {
        text: qsTr("Export…")
        iconName: "export"
        keyHint: "Ctrl+E"
        enabled: root.canExport
        onTriggered: root.exportRequested()
    }

    MenuEntry {
        text: root.comparing ? qsTr("Back to the run") : qsTr("Compare…")
        iconName: "compare"
        keyHint: "X"
        enabled: root.ownRun
        onTriggered: root.compareRequested()
    }

    MenuEntry {
        text: qsTr("Sweep")
        iconName: "sweep"
        keyHint: "V"
        enabled: root.ownRun
        onTriggered: root.sweepRequested()
    }

    MenuLine {
    }

    MenuEntry {
        text: qsTr("Colours of the system")
        checkable: true
        checked: Theme.mode === Theme.System
        onTriggered: Theme.mode = checked ? Theme.System : (Theme.dark ? Theme.Dark : Theme.Light)
    }

    MenuEntry {
        text: qsTr("Reduce motion")
        checkable: true
        checked: Theme.reducedMotion
        onTriggered: Theme.reducedMotion = checked
    }

    MenuLine {
    }

    MenuEntry {
        text: qsTr("Find a command…")
        iconName: "search"
        keyHint: "Ctrl+K"
        onTriggered: root.paletteRequested()
    }

    MenuEntry {
        text: qsTr("Keys")
        iconName: "information"
        keyHint: "?"
        onTriggered: root.shortcutsRequested()
    }

    MenuEntry {
        text: qsTr("About Sojourn")
        onTriggered: root.aboutRequested()
    }

    MenuLine {
    }

    MenuEntry {
        text: qsTr("Quit")
        keyHint: "Ctrl+Q"
        onTriggered: root.quitRequested()
    }
}
