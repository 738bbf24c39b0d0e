pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// Every scenario as a card, under its category's heading. The arrow keys move, Enter takes, as a double click does.
Flickable {
    id: root

    required property ScenarioCatalogue catalogue

    property int currentIndex: -1

    readonly property int count: catalogue.count
    readonly property int columns: Math.max(1, Math.floor(width / 252))
    readonly property real cellWidth: Math.floor(width / columns)
    readonly property real cellHeight: 204
    readonly property real headingHeight: 28

    signal taken

    contentWidth: width
    contentHeight: catalogue.lines * cellHeight + catalogue.headings * headingHeight
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Scenarios")

    Binding {
        target: root.catalogue
        property: "columns"
        value: root.columns
    }

    Repeater {
        model: root.catalogue.sections

        BodyText {
            id: heading

            required property string title
            required property int column
            required property int line
            required property int headings

            x: heading.column * root.cellWidth
            y: heading.line * root.cellHeight + (heading.headings - 1) * root.headingHeight
            text: heading.title
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
    }

    Repeater {
        id: cards
        model: root.catalogue

        ScenarioCard {
            id: card

            required property int column
            required property int line
            required property int headings
            required property int index

            x: card.column * root.cellWidth
            y: card.line * root.cellHeight + card.headings * root.headingHeight
            width: root.cellWidth - 16
            height: root.cellHeight - 16
            current: root.currentIndex === card.index
            focusPolicy: Qt.NoFocus
            onClicked: root.currentIndex = card.index
            onDoubleClicked: root.taken()
        }
    }

    Keys.onLeftPressed: root.go(ScenarioCatalogue.Left)
    Keys.onRightPressed: root.go(ScenarioCatalogue.Right)
    Keys.onUpPressed: root.go(ScenarioCatalogue.Up)
    Keys.onDownPressed: root.go(ScenarioCatalogue.Down)
    Keys.onReturnPressed: root.taken()
    Keys.onEnterPressed: root.taken()

    ThinScrollBar {
        parent: root
        anchors.right: parent.right
        height: parent.height
        orientation: Qt.Vertical
        size: root.visibleArea.heightRatio
        position: root.visibleArea.yPosition
        onPositionChanged: {
            if (pressed)
                root.contentY = position * root.contentHeight;
        }
    }

    function begin() {
        currentIndex = count > 0 ? 0 : -1;
        contentY = 0;
    }

    function go(way: int) {
        currentIndex = catalogue.beside(currentIndex, way);
        reveal();
    }

    // The current card comes into view, and the heading above it.
    function reveal() {
        const card = cards.itemAt(currentIndex);
        if (card !== null)
            contentY = Math.max(Math.min(contentY, card.y - headingHeight), card.y + cellHeight - height, 0);
    }
}
