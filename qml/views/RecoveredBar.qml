import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// A run that was being recorded when the program broke off, offered quietly above the views: what is shown goes on.
Rectangle {
    id: root

    required property Session session

    readonly property bool offered: session.recovered.sentence !== "" && !session.reader.busy

    visible: offered
    implicitHeight: offered ? 40 : 0
    color: Theme.surface
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Icon {
        id: sign
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        name: "information"
        color: Theme.textSecondary
    }

    BodyText {
        id: words
        x: sign.x + sign.width + 8
        anchors.verticalCenter: parent.verticalCenter
        width: buttons.x - x - Theme.pageMargin
        text: root.session.recovered.sentence
        elide: Text.ElideRight
    }

    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        QuietButton {
            objectName: "discardRecovered"
            height: 32
            text: qsTr("Discard")
            onClicked: root.session.recovered.discard()
        }

        OutlineButton {
            objectName: "openRecovered"
            height: 32
            text: qsTr("Open it")
            onClicked: root.session.openRecovered()
        }
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
