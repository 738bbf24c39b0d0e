import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// At the left while a file cannot be read: why there is nothing to turn, and the way back to the run before.
Rectangle {
    id: root

    required property Session session

    color: Theme.panel
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Parameters")

    Column {
        x: Theme.pageMargin
        y: 12
        width: root.width - 2 * Theme.pageMargin - 1
        spacing: 12

        SectionHeading {
            width: parent.width
            text: qsTr("Parameters")
        }

        BodyText {
            width: parent.width
            text: qsTr("They come from the scenario file and appear once it can be read.")
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
        }

        Hairline {
            visible: kept.visible
            x: -Theme.pageMargin
            width: root.width
        }

        Column {
            id: kept
            visible: root.session.keptRun !== ""
            width: parent.width
            spacing: 8

            SectionHeading {
                width: parent.width
                text: qsTr("Nothing is lost")
            }

            BodyText {
                width: parent.width
                text: qsTr("The run before, %1, is kept.").arg(root.session.keptRun)
                color: Theme.textSecondary
                wrapMode: Text.WordWrap
            }

            OutlineButton {
                objectName: "showThatRun"
                iconName: "restart"
                text: qsTr("Show that run")
                onClicked: root.session.dismissProblem()
            }
        }
    }

    Hairline {
        vertical: true
        anchors.right: parent.right
        height: parent.height
    }
}
