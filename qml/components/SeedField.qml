import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The seed of a run, and dice for another one. It does not change `value` itself: the owner does, on
// edited(value) and, with a number of its own making, on diceRolled().
Item {
    id: root

    required property real value
    property string label: qsTr("Seed")
    property alias maximum: rule.to // 32 bits, unless set
    readonly property alias problem: field.problem

    signal edited(real value)
    signal diceRolled

    implicitWidth: 232
    implicitHeight: column.implicitHeight
    opacity: enabled ? 1 : 0.45

    NumberRule {
        id: rule
        from: 0
        to: 4294967295
    }

    Column {
        id: column
        width: root.width

        Item {
            width: parent.width
            height: Theme.fieldHeight

            BodyText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.label
                font.weight: Font.Medium
            }

            Row {
                anchors.right: parent.right
                spacing: 8

                NumberField {
                    id: field
                    rule: rule
                    value: root.value
                    label: root.label
                    minimumWidth: 72
                    onEdited: value => root.edited(value)
                }

                IconButton {
                    small: true
                    iconName: "dice"
                    edge: Theme.controlBorder
                    fill: Theme.surface
                    text: qsTr("Another seed")
                    onClicked: root.diceRolled()
                }
            }
        }

        ProblemLine {
            width: parent.width
            text: root.problem
        }
    }
}
