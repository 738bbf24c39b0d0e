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
        id: flick
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
                id: lines
                width: parent.width
                session: root.session
                changes: root.changes
                theory: root.theory
            }

            CaptionText {
                id: inTheory
                objectName: "theoryOfNumbers"
                visible: root.theory.caseName !== "" && root.session.numbers.items > 0
                width: parent.width
                text: Theme.unbroken(qsTr("Green: in theory, %1, in the long run").arg(root.theory.caseName))
                wrapMode: Text.WordWrap
            }

            CaptionText {
                id: ofFirstPart
                visible: text !== ""
                width: parent.width
                text: Theme.unbroken(root.session.numbers.firstPart)
                wrapMode: Text.WordWrap
            }

            // Only whole: the line of p99 says it as well, to a hand that asks.
            CaptionText {
                readonly property real above: lines.height + 8 + (inTheory.visible ? inTheory.height + 8 : 0) + (ofFirstPart.visible ? ofFirstPart.height + 8 : 0)

                objectName: "sampleNote"
                visible: text !== "" && above + implicitHeight <= flick.height
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
