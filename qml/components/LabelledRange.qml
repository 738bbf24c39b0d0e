import QtQuick
import Sojourn.Components
import Sojourn.Theme

// A parameter that is a range: two handles and two values to type, "0.5 to 2.1 s". The low value is never
// above the high one: a handle stops at the other, a typed value is refused with a sentence. It does not
// change `low` and `high` itself: the owner does, on edited(low, high), which comes as with LabelledSlider.
Item {
    id: root

    required property string label
    required property real low
    required property real high
    property real lowBefore: NaN
    property real highBefore: NaN
    property string note
    property string hint

    property alias from: rule.from
    property alias to: rule.to
    property alias minimum: rule.minimum
    property alias maximum: rule.maximum
    property alias step: rule.step
    property alias decimals: rule.decimals
    property alias zerosCut: rule.zerosCut
    property alias logarithmic: rule.logarithmic
    property alias unit: rule.unit
    property alias requirement: rule.requirement

    property bool problemShown: true // the owner may have a place for it that moves nothing
    property bool stacked: false // the fields stand below the name, of which too little fits beside them
    readonly property bool narrow: width < 200 // every pixel is the name's
    readonly property bool lowDiffers: !isNaN(lowBefore) && lowBefore !== low
    readonly property bool highDiffers: !isNaN(highBefore) && highBefore !== high
    readonly property bool changed: lowDiffers || highDiffers
    readonly property alias pressed: rail.pressed
    property bool highTypedLast: false
    // Of two mistakes the one that was made last: the hand is still there.
    readonly property string problem: lowField.problem !== "" && !(highTypedLast && highField.problem !== "") ? lowField.problem : highField.problem

    property string refusal // why the owner can't use the range: both fields are marked
    readonly property alias lowProblem: lowField.problem
    readonly property alias highProblem: highField.problem

    signal edited(real low, real high)

    implicitWidth: 232
    implicitHeight: column.implicitHeight
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label

    NumberRule {
        id: rule
        decimals: 1
        step: 0.1
    }

    // Nothing moves away below the hand that drags or types.
    Binding {
        target: root
        property: "stacked"
        value: name.needed * 2 / 3 > root.width - fields.naturalWidth - 8
        when: !rail.pressed && !lowField.activeFocus && !highField.activeFocus
        restoreMode: Binding.RestoreNone
    }

    Column {
        id: column
        width: root.width

        Item {
            width: parent.width
            height: root.stacked ? 2 * Theme.fieldHeight : Theme.fieldHeight

            ParameterName {
                id: name
                width: root.stacked ? parent.width - (unitAbove.visible ? unitAbove.width + 8 : 0) : parent.width - fields.naturalWidth - 8
                label: root.label
                hint: root.hint
                changed: root.changed
                held: rail.pressed
                backTo: qsTr("%1 to %2").arg(rule.format(root.lowBefore)).arg(rule.withUnit(root.highBefore))
                onReset: root.edited(root.lowBefore, root.highBefore)
            }

            // A long unit finds room beside the name rather than in the field.
            BodyText {
                id: unitAbove
                visible: root.stacked && rule.unit !== ""
                anchors.right: parent.right
                height: Theme.fieldHeight
                width: Math.min(implicitWidth, parent.width / 3)
                verticalAlignment: Text.AlignVCenter
                text: qsTr("in %1").arg(rule.unit)
                color: Theme.textSecondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Row {
                id: fields

                readonly property real between: to.implicitWidth + 2 * spacing
                readonly property real naturalWidth: lowField.implicitWidth + highField.widthWithUnit + between
                readonly property real mostAField: (root.width - between) / 2
                // Beside the name, which keeps the room without which the fields would stand below it.
                readonly property real mostTyped: root.stacked ? mostAField : (root.width - 8 - name.needed * 2 / 3 - between) / 2

                anchors.right: parent.right
                anchors.bottom: parent.bottom
                spacing: root.narrow ? 4 : 6

                NumberField {
                    id: lowField
                    rule: rule
                    value: root.low
                    atMost: root.high
                    label: qsTr("%1, lowest").arg(root.label)
                    rest: lowHandle
                    width: root.stacked ? Math.min(implicitWidth, fields.mostAField) : implicitWidth
                    minimumWidth: root.narrow ? 26 : 32
                    mostTyped: fields.mostTyped
                    refusal: root.refusal
                    unitShown: false
                    onTextEdited: root.highTypedLast = false
                    onEdited: value => root.edited(value, root.high)
                }

                BodyText {
                    id: to
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.narrow ? "–" : qsTr("to")
                    color: Theme.textSecondary
                    Accessible.ignored: true
                }

                NumberField {
                    id: highField
                    rule: rule
                    value: root.high
                    atLeast: root.low
                    label: qsTr("%1, highest").arg(root.label)
                    rest: highHandle
                    width: root.stacked ? Math.min(implicitWidth, fields.mostAField) : implicitWidth
                    minimumWidth: root.narrow ? 26 : 32
                    mostTyped: fields.mostTyped
                    refusal: root.refusal
                    unitShown: !root.stacked
                    onTextEdited: root.highTypedLast = true
                    onEdited: value => root.edited(root.low, value)
                }
            }
        }

        // What is wrong stands in the slider's place: one line of it moves nothing below.
        Item {
            width: parent.width
            height: Math.max(20, problemLine.implicitHeight)

            SliderRail {
                id: rail

                property bool dragsLow: false

                y: 4
                visible: !problemLine.visible
                width: parent.width
                fillFrom: root.lowPlace
                fillTo: root.highPlace
                marks: root.changed ? [root.placeOf(root.lowBefore, rule.revision), root.placeOf(root.highBefore, rule.revision)] : []
                onGrabbed: place => {
                    dragsLow = root.isNearerLow(place);
                    (dragsLow ? lowHandle : highHandle).grab();
                    root.dragTo(place, dragsLow);
                }
                onDragged: place => root.dragTo(place, dragsLow)
            }

            SliderHandle {
                id: lowHandle
                visible: rail.visible
                x: rail.xAt(root.lowPlace) - width / 2
                y: rail.y + (rail.height - height) / 2
                rule: rule
                label: qsTr("%1, lowest").arg(root.label)
                shown: root.low
                onMoved: value => root.edit(Math.min(value, root.high), root.high)
            }

            SliderHandle {
                id: highHandle
                visible: rail.visible
                x: rail.xAt(root.highPlace) - width / 2
                y: rail.y + (rail.height - height) / 2
                rule: rule
                label: qsTr("%1, highest").arg(root.label)
                shown: root.high
                onMoved: value => root.edit(root.low, Math.max(value, root.low))
            }

            ProblemLine {
                id: problemLine
                width: parent.width
                text: root.problemShown ? root.problem : ""
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

    readonly property real lowPlace: root.placeOf(root.low, rule.revision)
    readonly property real highPlace: root.placeOf(root.high, rule.revision)

    // The revision makes a binding look again when the rule has changed.
    function placeOf(value: real, revision: int): real {
        return revision < 0 ? 0 : rule.positionOf(value);
    }

    // With both handles at one place the side of the hand decides, so that neither is stuck.
    function isNearerLow(place: real): bool {
        if (lowPlace === highPlace)
            return place < lowPlace || lowPlace >= 1;
        return Math.abs(place - lowPlace) < Math.abs(place - highPlace);
    }

    function dragTo(place: real, movesLow: bool) {
        const target = rule.valueAt(place);
        if (movesLow)
            edit(Math.min(target, high), high);
        else
            edit(low, Math.max(target, low));
    }

    function edit(newLow: real, newHigh: real) {
        if (newLow !== low || newHigh !== high)
            edited(newLow, newHigh);
        lowField.showValue();
        highField.showValue();
    }
}
