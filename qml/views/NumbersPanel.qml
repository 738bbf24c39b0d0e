import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The numbers of the whole run, of the run so far, or of the first part of it that is kept; or of what lies up to the
// playhead.
Item {
    id: root

    required property Session session
    required property FigureChanges changes
    required property RunTheory theory

    readonly property bool toHere: tabs.currentIndex === 1

    Accessible.role: Accessible.Pane
    Accessible.name: toHere ? qsTr("Up to the playhead") : root.session.numbers.wholeText

    NumbersToHere {
        id: numbersToHere
        document: root.session.document
        active: root.visible && root.toHere
    }

    Hairline {
        vertical: true
        height: parent.height
    }

    TabRow {
        id: tabs
        objectName: "numbersTabs"
        spacing: 16

        TabButton {
            readonly property real room: root.width - 2 * Theme.pageMargin - tabs.spacing - toHereTab.implicitWidth
            readonly property string whole: root.session.numbers.wholeText

            objectName: "wholeTab"
            width: Math.min(implicitWidth, room)
            // How much of a run the first part is stands below the numbers as well.
            text: Math.ceil(tabMetrics.advanceWidth(whole)) <= room ? whole : qsTr("First part")
            Accessible.name: whole

            FontMetrics {
                id: tabMetrics
                font.family: Theme.fontFamily
                font.pixelSize: Theme.bodySize
                font.weight: Font.DemiBold
            }
        }

        TabButton {
            id: toHereTab
            objectName: "toHereTab"
            text: qsTr("To here")
        }
    }

    Flickable {
        id: flick
        anchors.fill: parent
        anchors.topMargin: tabs.height + 4
        visible: !root.toHere
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
                dense: flick.height < 240 // with differences and theory below the numbers they take so much
                session: root.session
                changes: root.changes
                theory: root.theory
            }

            // Only whole, like the note of the sample below: the pictures beside say what is green as well.
            CaptionText {
                id: inTheory
                objectName: "theoryOfNumbers"
                visible: root.theory.caption !== "" && root.session.numbers.items > 0 && lines.height + 8 + implicitHeight <= flick.height
                width: parent.width
                text: Theme.unbroken(root.theory.caption)
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

    NumberLinesToHere {
        objectName: "numbersToHere"
        visible: root.toHere
        x: Theme.pageMargin
        y: tabs.height + 4
        width: parent.width - 2 * Theme.pageMargin
        height: parent.height - y
        lineWidth: width
        numbers: numbersToHere
    }

    CaptionText {
        visible: root.toHere && !numbersToHere.present
        x: Theme.pageMargin
        y: tabs.height + 4
        width: parent.width - 2 * Theme.pageMargin
        text: numbersToHere.absentText
        wrapMode: Text.WordWrap
    }
}
