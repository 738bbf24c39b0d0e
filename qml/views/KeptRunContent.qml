import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels

// What stands on the line of a run that was kept, and what can be done with it.
Item {
    id: root

    required property string name
    required property string when
    required property string detail
    required property string brief // the same, where that does not fit
    required property int mark
    required property bool pinned
    required property list<real> sketch
    required property int sketchRows
    required property bool toolsWanted

    readonly property bool present: mark === KeptRuns.B
    readonly property real lower: width - picture.x - 8 // for the picture and the words below the name, clear of the edge as the time above
    property bool naming: false
    readonly property bool cut: detailText.truncated
    readonly property bool nameCut: nameText.truncated && !naming
    readonly property alias whenShown: whenText.visible

    signal named(string name)
    signal pinToggled
    signal saveRequested
    signal forgotten
    signal namingEnded // by its own keys: the keyboard is still here

    Rectangle {
        y: 4
        width: 20
        height: 20
        radius: 4
        color: root.present ? Theme.text : "transparent"
        border.width: 1
        border.color: root.mark === KeptRuns.None ? Theme.border : Theme.text

        BodyText {
            anchors.centerIn: parent
            text: root.present ? "B" : root.mark === KeptRuns.A ? "A" : ""
            font.weight: Font.DemiBold
            color: root.present ? Theme.background : Theme.text
            Accessible.ignored: true
        }
    }

    BodyText {
        id: nameText
        visible: !root.naming
        x: 28
        y: 4
        width: parent.width - x - (tools.visible ? tools.width + 8 : whenText.visible ? whenText.width + 12 : 4)
        text: root.name
        font.weight: root.mark === KeptRuns.None ? Font.Normal : Font.Medium
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    TextInputField {
        id: field
        visible: root.naming
        x: 26
        width: parent.width - x - 4
        height: 24
        leftPadding: 4
        rightPadding: 4
        label: qsTr("Name of the run")
        onEditingFinished: root.endNaming(true)
        Keys.onEscapePressed: root.endNaming(false)
        // Not for the line as well, which would go to the run.
        Keys.onReturnPressed: root.endNaming(true)
        Keys.onEnterPressed: root.endNaming(true)
    }

    CaptionText {
        id: whenText
        // Beside a name that is long there is no room for it.
        visible: !tools.visible && !root.naming && nameText.implicitWidth <= parent.width - nameText.x - width - 12
        anchors.right: parent.right
        anchors.rightMargin: 8
        y: 6
        text: root.when
        Accessible.ignored: true
    }

    Sparkline {
        id: picture
        visible: root.sketch.length > 0 && detailText.implicitWidth <= root.lower - 24 - 6
        x: 28
        y: 27
        // Smaller where the words are long; none where they need all of the line.
        width: Math.max(24, Math.min(56, root.lower - detailText.implicitWidth - 6))
        height: 12
        values: root.sketch
        rows: root.sketchRows
        ink: root.mark === KeptRuns.None ? Theme.textSecondary : Theme.text
    }

    CaptionText {
        id: detailText
        objectName: "keptRunDetail"
        x: picture.visible ? picture.x + picture.width + 6 : 28
        y: 26
        width: parent.width - 8 - x
        text: metrics.advanceWidth(root.detail) <= root.lower - (root.sketch.length > 0 ? 24 + 6 : 0) ? root.detail : root.brief
        elide: Text.ElideRight
        Accessible.ignored: true

        FontMetrics {
            id: metrics
            font.family: Theme.fontFamily
            font.pixelSize: Theme.captionSize
        }
    }

    Row {
        id: tools
        visible: !root.naming && (root.toolsWanted || more.menu.visible)
        anchors.right: parent.right
        anchors.rightMargin: 6

        IconButton {
            objectName: "pinRun"
            small: true
            iconName: "pin"
            ink: root.pinned ? Theme.accent : Theme.textSecondary
            text: root.pinned ? qsTr("Let it go as A") : qsTr("Keep as A: compare with this one")
            onClicked: root.pinToggled()
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
                onTriggered: root.beginNaming()
            }

            MenuEntry {
                text: qsTr("Save as a scenario…")
                onTriggered: root.saveRequested()
            }

            MenuEntry {
                text: qsTr("Forget it")
                iconName: "close"
                keyHint: "Del"
                enabled: !root.present
                onTriggered: root.forgotten()
            }
        }
    }

    function beginNaming() {
        field.text = root.name;
        naming = true;
        field.forceActiveFocus(Qt.OtherFocusReason);
        field.selectAll();
    }

    function endNaming(take: bool) {
        if (!naming)
            return;
        const own = field.activeFocus;
        naming = false;
        if (own)
            root.namingEnded();
        if (take && field.text !== root.name)
            root.named(field.text);
    }
}
