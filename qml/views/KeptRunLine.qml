pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// One of the runs that were tried: what it is of the two, its name, its queue in small, and when it was made. A click
// makes it the present run.
T.ItemDelegate {
    id: line

    required property KeptRuns kept
    required property int number
    required property string name
    required property string when
    required property string detail
    required property int mark
    required property bool pinned
    required property list<real> sketch
    required property bool recorded

    readonly property bool present: mark === KeptRuns.B
    property bool naming: false

    signal saveRequested(int number)

    implicitHeight: 44
    hoverEnabled: true
    leftPadding: 8
    rightPadding: 4
    Accessible.role: Accessible.ListItem
    Accessible.name: line.name
    Accessible.description: [mark === KeptRuns.A ? qsTr("run A") : present ? qsTr("run B") : "", detail, when].filter(part => part !== "").join(", ")
    Accessible.onPressAction: line.clicked()

    onClicked: line.kept.go(line.number)
    onDoubleClicked: line.beginNaming()
    Keys.onReturnPressed: line.clicked()
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_F2)
            line.beginNaming();
        else if (event.key === Qt.Key_Delete)
            line.kept.forget(line.number);
        else
            event.accepted = false;
    }

    contentItem: Item {
        Rectangle {
            y: 4
            width: 20
            height: 20
            radius: 4
            color: line.present ? Theme.text : "transparent"
            border.width: 1
            border.color: line.present ? Theme.text : line.mark === KeptRuns.A ? Theme.text : Theme.border

            BodyText {
                anchors.centerIn: parent
                text: line.present ? "B" : line.mark === KeptRuns.A ? "A" : ""
                font.weight: Font.DemiBold
                color: line.present ? Theme.background : Theme.text
                Accessible.ignored: true
            }
        }

        BodyText {
            visible: !line.naming
            x: 28
            y: 4
            width: parent.width - x - (tools.visible ? tools.width + 4 : whenText.width + 8)
            text: line.name
            font.weight: line.mark === KeptRuns.None ? Font.Normal : Font.Medium
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        TextInputField {
            id: field
            visible: line.naming
            x: 26
            width: parent.width - x - 4
            height: 24
            leftPadding: 4
            rightPadding: 4
            label: qsTr("Name of the run")
            onEditingFinished: line.endNaming(true)
            Keys.onEscapePressed: line.endNaming(false)
        }

        CaptionText {
            id: whenText
            visible: !tools.visible && !line.naming
            anchors.right: parent.right
            anchors.rightMargin: 8
            y: 6
            text: line.when
            Accessible.ignored: true
        }

        Sparkline {
            visible: line.sketch.length > 0
            x: 28
            y: 27
            width: 56
            height: 12
            values: line.sketch
            ink: line.mark === KeptRuns.None ? Theme.textSecondary : Theme.text
        }

        CaptionText {
            x: line.sketch.length > 0 ? 92 : 28
            y: 26
            width: parent.width - x - 4
            text: line.recorded ? line.detail : qsTr("%1, not kept").arg(line.detail)
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Row {
            id: tools
            visible: !line.naming && (line.hovered || line.visualFocus || line.pinned || more.menu.visible)
            anchors.right: parent.right
            anchors.rightMargin: 6

            IconButton {
                objectName: "pinRun"
                small: true
                iconName: "pin"
                ink: line.pinned ? Theme.accent : Theme.textSecondary
                text: line.pinned ? qsTr("Let it go as A") : qsTr("Keep as A: compare with this one")
                onClicked: line.kept.togglePin(line.number)
            }

            MenuButton {
                id: more
                implicitHeight: 24
                implicitWidth: 24
                iconOnly: true
                iconName: "more"
                text: qsTr("More about this run")

                MenuEntry {
                    text: qsTr("Name it…")
                    iconName: "edit"
                    keyHint: "F2"
                    onTriggered: line.beginNaming()
                }

                MenuEntry {
                    text: qsTr("Save as a scenario…")
                    onTriggered: line.saveRequested(line.number)
                }

                MenuEntry {
                    text: qsTr("Forget it")
                    iconName: "close"
                    keyHint: "Del"
                    enabled: !line.present
                    onTriggered: line.kept.forget(line.number)
                }
            }
        }
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: line.mark !== KeptRuns.None ? Theme.surface : Theme.hover
        visible: line.mark !== KeptRuns.None || line.hovered || line.down

        FocusRing {
            shown: line.visualFocus
        }
    }

    function beginNaming() {
        field.text = line.name;
        naming = true;
        field.forceActiveFocus(Qt.OtherFocusReason);
        field.selectAll();
    }

    function endNaming(take: bool) {
        if (!naming)
            return;
        naming = false;
        if (take && field.text !== line.name)
            line.kept.rename(line.number, field.text);
    }
}
