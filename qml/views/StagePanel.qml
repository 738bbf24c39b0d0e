import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Who makes items, where they stand, who takes them; and in a sentence what is happening, or how it ended.
Item {
    id: root

    required property Session session
    required property Viewport viewport
    required property bool compact

    property bool explained: false // how it ended is said above

    readonly property alias view: stage
    readonly property bool ended: session.state === Session.Ended
    readonly property string computing: {
        if (!session.computing || !(session.document.empty || session.computingLong))
            return "";
        if (session.document.partial)
            return qsTr("The run is being computed; this is the first part of it.");
        return session.document.empty ? qsTr("The run is being computed.") : qsTr("The run is being computed; this is the one before.");
    }
    readonly property string told: {
        if (computing !== "")
            return computing;
        if (ended)
            return explained ? "" : session.numbers.ending;
        return stage.sentence;
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Stage")

    PanelHeading {
        id: heading
        width: parent.width
        height: root.compact ? 28 : implicitHeight
        text: root.compact && root.ended && !root.explained ? "" : qsTr("Stage")
        remark: root.told
        remarkStrong: true

        OutlineButton {
            objectName: "moreItems"
            visible: root.ended && root.session.canHaveMoreItems && !root.session.document.firstPart
            height: root.compact ? 24 : 28
            text: qsTr("More items")
            hint: qsTr("The same run with twice as many items")
            onClicked: root.session.moreItems()
        }

        PrimaryButton {
            objectName: "runAgain"
            visible: root.ended && !root.explained // else it is offered there
            height: root.compact ? 24 : 28
            iconName: "restart"
            text: qsTr("Run again")
            hint: qsTr("The same run with the same seed")
            keyHint: qsTr("Space")
            onClicked: root.session.restart()
        }
    }

    StageView {
        id: stage
        objectName: "stageView"
        y: heading.height
        width: parent.width
        height: parent.height - y
        document: root.session.document
        viewport: root.viewport
        dark: Theme.dark
        fontFamily: Theme.fontFamily
        travelDuration: Theme.travelDuration

        SceneFocus {
            view: stage
            name: qsTr("Stage")
        }
    }

    PatientHint {
        wanted: root.session.document.empty
        anchors.fill: stage
        anchors.margins: Theme.pageMargin
        title: stage.emptyTitle
        text: stage.emptyText
        kind: EmptyGlyph.Slots
    }
}
