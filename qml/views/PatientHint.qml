import QtQuick
import Sojourn.Components

// An EmptyHint that waits: what is empty for a moment only, between two runs, is not worth a word.
EmptyHint {
    id: root

    required property bool wanted

    visible: false
    onWantedChanged: {
        if (!wanted)
            visible = false;
    }

    Timer {
        interval: 400
        running: root.wanted
        onTriggered: root.visible = true
    }
}
