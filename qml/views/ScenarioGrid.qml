pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Every scenario as a card. The arrow keys move, Enter takes, as a double click does.
GridView {
    id: root

    required property ScenarioCatalogue catalogue

    readonly property int perRow: Math.max(1, Math.floor(width / 264))

    signal taken

    model: catalogue
    cellWidth: Math.floor(width / perRow)
    cellHeight: 196
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Scenarios")

    delegate: Item {
        id: cell

        required property string title
        required property string promise
        required property RunDocument run
        required property int index

        width: root.cellWidth
        height: root.cellHeight

        ScenarioCard {
            width: parent.width - 16
            height: parent.height - 16
            title: cell.title
            promise: cell.promise
            run: cell.run
            current: root.currentIndex === cell.index
            focusPolicy: Qt.NoFocus
            onClicked: root.currentIndex = cell.index
            onDoubleClicked: root.taken()
        }
    }

    Keys.onReturnPressed: root.taken()
    Keys.onEnterPressed: root.taken()

    ThinScrollBar {
        anchors.right: parent.right
        height: parent.height
        orientation: Qt.Vertical
        size: root.visibleArea.heightRatio
        position: root.visibleArea.yPosition
        onPositionChanged: {
            if (pressed)
                root.contentY = root.originY + position * root.contentHeight;
        }
    }
}
