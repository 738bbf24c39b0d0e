import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The numbers of the whole run, of the run so far, or of the first part of it that is kept.
Item {
    id: root

    required property Session session
    required property FigureChanges changes
    required property RunTheory theory

    Accessible.role: Accessible.Pane
    Accessible.name: heading.text

    Hairline {
        vertical: true
        height: parent.height
    }

    PanelHeading {
        id: heading
        width: parent.width
        text: root.session.numbers.wholeText
    }

    Flickable {
        anchors.fill: parent
        anchors.topMargin: heading.height
        contentWidth: width
        contentHeight: column.implicitHeight + 8
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column
            x: Theme.pageMargin
            width: parent.width - 2 * Theme.pageMargin
            spacing: 8

            NumberLines {
                width: parent.width
                session: root.session
                changes: root.changes
                theory: root.theory
            }

            CaptionText {
                objectName: "theoryOfNumbers"
                visible: root.theory.caseName !== "" && root.session.numbers.items > 0
                width: parent.width
                text: Theme.unbroken(qsTr("Green: in theory, %1, in the long run").arg(root.theory.caseName))
                wrapMode: Text.WordWrap
            }

            CaptionText {
                visible: text !== ""
                width: parent.width
                text: Theme.unbroken(root.session.numbers.firstPart)
                wrapMode: Text.WordWrap
            }

            CaptionText {
                visible: text !== ""
                width: parent.width
                text: Theme.unbroken(root.session.numbers.sampleNote)
                wrapMode: Text.WordWrap
            }

            CaptionText {
                visible: root.session.numbers.items === 0 && root.session.numbers.requests === ""
                width: parent.width
                text: Theme.unbroken(root.session.numbers.withoutItems)
                wrapMode: Text.WordWrap
            }
        }
    }
}
