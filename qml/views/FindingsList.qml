pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// What reading a recording came upon: a sentence a kind, with the place of the first; a click goes there, where it has an
// instant.
ListView {
    id: root

    signal chosen(int task, double at)

    implicitWidth: 328
    implicitHeight: Math.min(contentHeight, 420)
    clip: true
    spacing: 4
    boundsBehavior: Flickable.StopAtBounds
    focus: true
    keyNavigationEnabled: true
    currentIndex: -1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("What reading it came upon")
    Keys.onReturnPressed: (root.currentItem as T.ItemDelegate)?.clicked()

    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: T.ItemDelegate {
        id: line

        required property int index
        required property string sentence
        required property string place
        required property int task
        required property double at

        readonly property bool leads: at >= 0

        width: ListView.view.width
        implicitHeight: implicitContentHeight + topPadding + bottomPadding
        padding: 8
        hoverEnabled: leads
        Accessible.role: Accessible.ListItem
        Accessible.name: line.place === "" ? line.sentence : line.sentence + ", " + line.place
        Accessible.onPressAction: line.clicked()
        onClicked: {
            if (line.leads)
                root.chosen(line.task, line.at);
        }

        background: Rectangle {
            radius: Theme.fieldRadius
            color: line.ListView.isCurrentItem ? Theme.accentSoft : Theme.hover
            visible: line.ListView.isCurrentItem || line.hovered
        }

        contentItem: FindingContent {
            sentence: line.sentence
            place: line.place
            leads: line.leads
        }
    }
}
