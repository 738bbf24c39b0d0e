pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// What is looked for in the run, how it was understood, and how many answer to it. Enter steps through them.
Rectangle {
    id: root

    required property RunSearch search
    required property bool compact

    readonly property bool says: saying.text !== "" // below its lower edge

    signal closed

    implicitHeight: visible ? (compact ? 40 : 48) : 0
    visible: search.shown
    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Find in the run")

    function focusField() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    TextInputField {
        id: field
        objectName: "searchField"
        x: Theme.pageMargin
        y: root.compact ? 4 : 8
        width: Math.min(root.compact ? 340 : 420, root.width * 0.42)
        rightPadding: 20 + count.width
        label: qsTr("Find in the run")
        placeholderText: root.compact ? qsTr("worker   #12   waiting > 1 s   depth > 10") : qsTr("worker   #12   payload   waiting > 1.5 s   depth > 10")
        iconName: "search"
        problem: root.search.problem
        text: root.search.text
        onTextEdited: root.search.text = text
        Keys.onReturnPressed: event => root.step(event.modifiers & Qt.ShiftModifier)
        Keys.onEnterPressed: event => root.step(event.modifiers & Qt.ShiftModifier)
        Keys.onEscapePressed: root.closed()

        CaptionText {
            id: count
            objectName: "searchCount"
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            text: root.search.countText
        }
    }

    Row {
        id: tools
        x: field.x + field.width + 8
        anchors.verticalCenter: field.verticalCenter
        spacing: 8

        IconButton {
            objectName: "searchPrevious"
            iconName: "chevronUp"
            text: qsTr("The hit before")
            keyHint: "Shift+F3"
            enabled: root.search.steppable
            onClicked: root.search.previous()
        }

        IconButton {
            objectName: "searchNext"
            iconName: "chevronDown"
            text: qsTr("The next hit")
            keyHint: "F3"
            enabled: root.search.steppable
            onClicked: root.search.next()
        }
    }

    // How it was understood; a part can be taken out again.
    Item {
        id: parts
        x: tools.x + tools.width + 8
        anchors.verticalCenter: field.verticalCenter
        width: Math.max(0, closing.x - x - 8)
        height: Theme.chipHeight
        clip: true

        // What finds no room goes to a second line, which is not seen: a chip behind the first line leads to all.
        Flow {
            id: flow

            property real needed: 0 // for all of them in one line
            property int hidden: 0

            width: parent.width - (needed > parent.width ? all.width + spacing : 0)
            spacing: 8
            onPositioningComplete: {
                let sum = -spacing;
                let below = 0;
                for (let i = 0; i < terms.count; ++i) {
                    const chip = terms.itemAt(i);
                    sum += spacing + (chip ? chip.width : 0);
                    below += chip && chip.y > 0 ? 1 : 0;
                }
                needed = sum;
                hidden = below;
            }

            Repeater {
                id: terms
                model: root.search.terms

                Chip {
                    id: term

                    required property string modelData
                    required property int index

                    text: modelData
                    swatch: root.search.termLooks[index] ?? -1
                    closable: true
                    mostTextWidth: 160
                    hint: qsTr("Take it out of the search")
                    onClosed: root.search.removeTerm(term.index)
                    onClicked: root.search.removeTerm(term.index)
                }
            }
        }

        Chip {
            id: all
            objectName: "allTermsChip"
            anchors.right: parent.right
            visible: flow.hidden > 0
            text: flow.hidden === terms.count ? qsTr("%1 parts").arg(terms.count) : qsTr("+%1").arg(flow.hidden)
            hint: allTerms.visible ? "" : qsTr("All parts of the search")
            onClicked: allTerms.open()

            SidePopup {
                id: allTerms
                y: parent.height + 8
                padding: 12
                implicitWidth: implicitContentWidth + leftPadding + rightPadding
                focus: true

                contentItem: SearchTerms {
                    search: root.search
                    onEmptied: allTerms.close()
                }
            }
        }
    }

    Row {
        id: closing
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin - 4
        anchors.verticalCenter: field.verticalCenter
        spacing: 8

        Chip {
            objectName: "onlyLanesChip"
            anchors.verticalCenter: parent.verticalCenter
            text: root.width < 1000 ? qsTr("Only lanes") : qsTr("Only lanes with hits")
            checkable: true
            checked: root.search.onlyLanes
            hint: qsTr("Only lanes with hits: leaves out those on which nothing was found; pinned ones stay")
            onToggled: root.search.onlyLanes = checked
        }

        IconButton {
            objectName: "closeSearch"
            iconName: "close"
            text: qsTr("Close the search")
            keyHint: "Esc"
            onClicked: root.closed()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    // It lies over what is below the bar: whoever types sees nothing move.
    Rectangle {
        visible: saying.text !== ""
        x: Theme.pageMargin
        y: root.height - 2
        width: saying.width + 16
        height: saying.height + 8
        radius: Theme.fieldRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border

        CaptionText {
            id: saying
            objectName: "searchSaying"
            x: 8
            y: 4
            width: Math.min(implicitWidth, root.width - 2 * Theme.pageMargin - 16)
            text: root.search.problem !== "" ? root.search.problem : root.search.advice
            color: root.search.problem !== "" ? Theme.vermilionText : Theme.textSecondary
            elide: Text.ElideRight
            Accessible.role: Accessible.AlertMessage
            Accessible.name: saying.text
            Accessible.ignored: saying.text === ""
        }
    }

    function step(backwards: bool) {
        if (backwards)
            root.search.previous();
        else
            root.search.next();
    }
}
