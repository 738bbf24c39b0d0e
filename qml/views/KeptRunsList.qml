pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The runs that were tried, the latest first.
Item {
    id: root

    required property KeptRuns kept

    readonly property real wantedHeight: list.y + list.contentHeight + note.height + 14

    property int pointed: -1 // the row below the pointer

    signal saveRequested(int number)

    SectionHeading {
        id: heading
        x: Theme.pageMargin
        y: 12
        width: parent.width - 2 * Theme.pageMargin
        text: qsTr("Runs kept")
        remark: qsTr("click to go there")
        remarkAtRight: true
    }

    ListView {
        id: list
        objectName: "keptRuns"
        readonly property KeptRuns kept: root.kept

        x: Theme.pageMargin - 8
        y: heading.y + heading.height + 8
        width: parent.width - 2 * x
        height: parent.height - y - note.height - 12
        model: root.kept
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: heading.text

        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: KeptRunLine {
            width: list.width - (list.contentHeight > list.height ? 8 : 0) // clear of the scroll bar
            kept: root.kept
            onSaveRequested: number => root.saveRequested(number)
            onHoveredChanged: {
                if (hovered)
                    root.pointed = index;
                else if (root.pointed === index)
                    root.pointed = -1;
            }
        }
    }

    CaptionText {
        id: note
        x: Theme.pageMargin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        width: parent.width - 2 * Theme.pageMargin
        text: qsTr("Draws depend on the seed and on an item’s origin, not on the schedule: A and B make the same items, and each is compared with itself.")
        wrapMode: Text.WordWrap
    }

    // Names the run that is pointed at, or else the one that has the keyboard, or else the present one.
    function beginNaming() {
        const row = pointed >= 0 && pointed < list.count ? pointed : list.activeFocus ? list.currentIndex : kept.presentRow;
        list.positionViewAtIndex(row, ListView.Contain);
        (list.itemAtIndex(row) as KeptRunLine)?.shown.beginNaming();
    }
}
