import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A parameter: its name, the value to type, a slider. It does not change `value` itself: the owner does, on
// edited(value), which comes live while dragging, on keys, when a typed value is taken over, and when the
// arrow brings `before` back. `pressed` is true while the slider is dragged.
Item {
    id: root

    required property string label
    required property real value
    property real before: NaN // the value before: a mark, and an arrow back to it; NaN: none
    property string note // below the slider
    property string hint // tooltip of the name: unit and meaning

    // The slider's ends and what may be typed; see NumberRule.
    property alias from: rule.from
    property alias to: rule.to
    property alias minimum: rule.minimum
    property alias maximum: rule.maximum
    property alias step: rule.step
    property alias decimals: rule.decimals
    property alias zerosCut: rule.zerosCut
    property alias logarithmic: rule.logarithmic
    property alias unit: rule.unit
    property alias specialValue: rule.specialValue
    property alias specialText: rule.specialText
    property alias requirement: rule.requirement

    readonly property bool changed: !isNaN(before) && before !== value
    readonly property alias pressed: slider.pressed
    readonly property alias problem: field.problem

    signal edited(real value)

    implicitWidth: 232
    implicitHeight: column.implicitHeight
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label

    NumberRule {
        id: rule
    }

    Column {
        id: column
        width: root.width

        Item {
            width: parent.width
            height: Theme.fieldHeight

            ParameterName {
                id: name
                width: parent.width - field.width - 8
                label: root.label
                hint: root.hint
                changed: root.changed
                held: slider.pressed
                backTo: rule.withUnit(root.before)
                onReset: root.edited(root.before)
            }

            NumberField {
                id: field
                anchors.right: parent.right
                unitShown: rule.unit.length < 3 || name.needed <= parent.width - field.widthWithUnit - 8 // rather than the name whole
                rule: rule
                value: root.value
                mostTyped: parent.width - 8 - Math.min(name.needed, parent.width * 0.65)
                label: root.label
                rest: slider.handle
                onEdited: value => root.edited(value)
            }
        }

        // What is wrong stands in the slider's place: one line of it moves nothing below.
        Item {
            width: parent.width
            height: Math.max(20, problemLine.implicitHeight)

            BareSlider {
                id: slider
                y: 4
                width: parent.width
                visible: !problemLine.visible
                label: root.label
                rule: rule
                value: root.value
                valueTip: false
                before: root.changed ? root.before : NaN
                onEdited: value => {
                    root.edited(value);
                    field.showValue();
                }
            }

            ProblemLine {
                id: problemLine
                width: parent.width
                text: root.problem
            }
        }

        CaptionText {
            visible: text !== ""
            width: parent.width
            topPadding: 2
            text: root.note
            wrapMode: Text.WordWrap
        }
    }
}
