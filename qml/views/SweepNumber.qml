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
    // Why what was typed can't be; the owner has a place for it that moves no field.
    readonly property alias problem: field.problem

    signal edited(real value)

    implicitHeight: Theme.fieldHeight

    NumberRule {
        id: rule
        minimum: 1
        maximum: Infinity
        specialValue: 0
    }

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
        mostTyped: root.width / 2
        label: root.label
        onEdited: value => root.edited(value)
    }
}
