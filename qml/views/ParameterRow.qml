import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// What the controls of all kinds of parameters have in common: the parameter, its slider's reach, and below the control
// why its latest value was refused. The control is the child.
Column {
    id: root

    required property ParameterModel parameters
    required property int index
    required property string name
    required property string label
    required property string unit
    required property real value
    required property real high
    required property bool truth
    required property string text
    required property real minimum
    required property real maximum
    required property real step
    required property real before
    required property real beforeHigh
    required property bool changed
    required property list<string> choices
    required property string error
    required property string zeroText
    required property real other
    required property real otherHigh
    required property string otherText
    property bool comparing: false // marks stand where run A has them, and arrows lead there

    default property alias control: place.data
    readonly property alias reach: sliderReach
    readonly property bool marked: comparing ? otherText !== "" : changed
    readonly property real mark: comparing ? other : before
    readonly property real markHigh: comparing ? otherHigh : beforeHigh
    readonly property string note: comparing && otherText !== "" ? qsTr("A had %1").arg(root.otherText) : ""
    // Items are counted: their label says what.
    readonly property string shownUnit: unit === "items" ? "" : unit
    readonly property string hint: unit === "" ? label : qsTr("%1, in %2").arg(label).arg(unit === "s" ? qsTr("seconds") : unit)

    SliderReach {
        id: sliderReach
        parameters: root.parameters
        row: root.index
    }

    Item {
        id: place
        width: root.width
        height: childrenRect.height
    }

    CaptionText {
        visible: text !== ""
        width: root.width
        text: root.note
        horizontalAlignment: Text.AlignRight
    }

    ProblemLine {
        width: root.width
        text: root.error
    }
}
