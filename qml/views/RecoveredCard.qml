import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// A run that was being recorded when the program broke off, offered quietly: what is shown goes on.
RaisedCard {
    id: root

    required property Session session
    required property real mostWidth

    visible: session.recovered.sentence !== "" && !session.reader.busy
    implicitWidth: Math.min(mostWidth, words.implicitWidth + buttons.width + 3 * Theme.pageMargin)
    implicitHeight: 48
    padding: 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    BodyText {
        id: words
        x: Theme.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        width: buttons.x - x - Theme.pageMargin
        text: root.session.recovered.sentence
        elide: Text.ElideRight
    }

    Row {
        id: buttons
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8

        QuietButton {
            objectName: "discardRecovered"
            text: qsTr("Discard")
            onClicked: root.session.recovered.discard()
        }

        OutlineButton {
            objectName: "openRecovered"
            text: qsTr("Open it")
            onClicked: root.session.openRecovered()
        }
    }
}
