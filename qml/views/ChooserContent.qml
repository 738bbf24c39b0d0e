import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The chooser's search, its cards, and what the chosen scenario is about.
FocusScope {
    id: root

    required property WindowMemory memory

    readonly property real sideWidth: width < 1240 ? 212 : 224
    readonly property string chosen: catalogue.count > 0 ? catalogue.nameAt(grid.currentIndex) : ""

    signal taken(string name)
    signal fileTaken(url file)
    signal openRequested
    signal closed

    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Choose a scenario")

    ScenarioCatalogue {
        id: catalogue
        filter: search.text
        onCountChanged: grid.begin()
    }

    Rectangle {
        id: bar
        width: parent.width
        height: 56
        color: Theme.panel

        TitleText {
            x: Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Choose a scenario")
            Accessible.role: Accessible.Heading
        }

        Row {
            anchors.right: parent.right
            anchors.rightMargin: Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            spacing: 8

            TextInputField {
                id: search
                objectName: "chooserSearch"
                width: Math.min(288, root.width * 0.3)
                iconName: "search"
                placeholderText: qsTr("Search scenarios")
                Keys.onDownPressed: grid.forceActiveFocus(Qt.TabFocusReason)
                onAccepted: root.take()
            }

            OutlineButton {
                objectName: "chooserOpen"
                iconName: "folder"
                text: qsTr("Open a file…")
                keyHint: "Ctrl+O"
                onClicked: root.openRequested()
            }

            IconButton {
                iconName: "close"
                text: qsTr("Close")
                keyHint: "Esc"
                onClicked: root.closed()
            }
        }

        Hairline {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Rectangle {
        id: side
        y: bar.height
        width: root.sideWidth
        height: parent.height - y
        color: Theme.panel

        CategoryList {
            id: categories
            objectName: "chooserCategories"
            x: 8
            y: Theme.pageMargin
            width: parent.width - 17
            catalogue: catalogue
        }

        RecentFiles {
            id: recent
            visible: root.memory.recentFiles.length > 0
            x: 8
            y: categories.y + categories.height + Theme.pageMargin
            width: categories.width
            memory: root.memory
            onChosen: file => root.fileTaken(file)
        }

        PicturesLegend {
            visible: y >= recent.y + (recent.visible ? recent.height + Theme.pageMargin : 0)
            x: Theme.pageMargin
            y: parent.height - height - Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            catalogue: catalogue
        }

        Hairline {
            vertical: true
            anchors.right: parent.right
            height: parent.height
        }
    }

    ScenarioGrid {
        id: grid
        objectName: "chooserGrid"
        x: side.width + Theme.pageMargin
        y: bar.height + Theme.pageMargin
        width: parent.width - x
        height: parent.height - y - foot.height
        catalogue: catalogue
        onTaken: root.take()
    }

    EmptyHint {
        visible: catalogue.count === 0
        anchors.fill: grid
        title: qsTr("No scenario has all of “%1” in it").arg(search.text)
        text: qsTr("Fewer letters find more; a file of your own opens with Ctrl+O.")
        kind: EmptyGlyph.Slots
    }

    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        x: side.width
        width: parent.width - x
        height: 112
        color: Theme.panel

        Hairline {
            width: parent.width
        }

        Column {
            x: Theme.pageMargin
            y: 12
            width: enterHint.x - 2 * Theme.pageMargin
            spacing: 4

            BodyText {
                width: parent.width
                text: catalogue.count > 0 ? catalogue.titleAt(grid.currentIndex) : ""
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }

            BodyText {
                objectName: "chooserAbout"
                width: Math.min(parent.width, 880)
                text: catalogue.count > 0 ? catalogue.aboutAt(grid.currentIndex) : ""
                color: Theme.textSecondary
                wrapMode: Text.WordWrap
                maximumLineCount: 4
                elide: Text.ElideRight
            }
        }

        CaptionText {
            id: enterHint
            anchors.right: run.left
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Enter runs it")
            visible: run.enabled
        }

        PrimaryButton {
            id: run
            objectName: "chooserRun"
            anchors.right: parent.right
            anchors.rightMargin: Theme.pageMargin
            anchors.verticalCenter: parent.verticalCenter
            iconName: "play"
            text: qsTr("Run")
            enabled: root.chosen !== ""
            onClicked: root.take()
        }
    }

    // As it is each time that it opens: everything is shown, and this one is chosen.
    function begin(current: string) {
        search.text = "";
        categories.choose(0);
        catalogue.prepare();
        grid.currentIndex = Math.max(0, catalogue.rowOf(current));
        grid.reveal();
    }

    function focusSearch() {
        search.forceActiveFocus(Qt.OtherFocusReason);
    }

    function take() {
        if (chosen !== "")
            taken(chosen);
    }
}
