import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// At the head of the panel at the left: what the file of the run has lost.
Column {
    id: root

    required property RunDamage damage
    property bool listed: true // all that reading came upon is a click away; elsewhere a chip of its own leads there

    signal instantChosen(int task, double at)

    visible: root.damage.sentence !== ""
    spacing: 8

    function showFindings() {
        findings.open();
    }

    BodyText {
        objectName: "damage"
        width: parent.width
        text: root.damage.sentence
        color: root.damage.incomplete ? Theme.vermilionText : Theme.textSecondary
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }

    Chip {
        objectName: "damageChip"
        visible: root.listed
        text: qsTr("What reading it came upon")
        onClicked: findings.open()

        SidePopup {
            id: findings
            y: parent.height + 8
            implicitWidth: 360
            focus: true

            contentItem: FindingsList {
                model: root.damage.findings
                onChosen: (task, at) => {
                    findings.close();
                    root.instantChosen(task, at);
                }
            }
        }
    }
}
