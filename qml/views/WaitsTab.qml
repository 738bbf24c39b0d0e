import QtQuick
import Sojourn.ViewModels
import Sojourn.Views

// Which of some tabs says who waits for whom: it opens by itself as a run stalls, and closes again with that run.
Item {
    id: root

    required property StallFacts stall
    required property RunDocument document
    required property TabRow tabs
    required property int index
    property int back: 0 // the tab that is gone back to

    property bool openedByStall: false
    readonly property bool stalled: stall.present && stall.culprit >= 0 // tasks wait for ever
    readonly property bool shown: tabs.currentIndex === index

    visible: false

    onShownChanged: {
        if (!shown)
            openedByStall = false;
    }

    function toggle() {
        tabs.currentIndex = shown ? back : index;
    }

    onStalledChanged: {
        if (!stalled || shown)
            return;
        toggle();
        openedByStall = true;
    }

    Connections {
        target: root.document

        function onRunChanged() {
            if (root.openedByStall && root.shown)
                root.toggle();
        }
    }
}
