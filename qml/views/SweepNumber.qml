import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A number of a sweep: its name and the value to type. It does not change `value` itself: the owner does, on edited(value).
Item {
    id: root

    required property string label
    required property real value
    property string hint
    property alias minimum: rule.minimum
    property alias maximum: rule.maximum
    property alias step: rule.step
    property alias decimals: rule.decimals
    property alias zerosCut: rule.zerosCut
    property alias unit: rule.unit
    property alias specialValue: rule.specialValue
    property alias specialText: rule.specialText

    signal edited(real value)

    implicitHeight: column.implicitHeight

    NumberRule {
        id: rule
        minimum: 1
        maximum: Infinity
        specialValue: 0
    }

    Column {
        id: column
        width: root.width

        Item {
            width: parent.width
            height: Theme.fieldHeight

            BodyText {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - field.width - 8
                text: root.label
                elide: Text.ElideRight
                Accessible.ignored: true

                HoverHandler {
                    id: hover
                }

                Tooltip {
                    visible: hover.hovered && root.hint !== ""
                    text: root.hint
                }
            }

            NumberField {
                id: field
                anchors.right: parent.right
                rule: rule
                value: root.value
                label: root.label
                onEdited: value => root.edited(value)
            }
        }

        ProblemLine {
            width: parent.width
            text: field.problem
        }
    }
}
