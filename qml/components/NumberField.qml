import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// A number that can be typed. It never changes `value` itself: when Enter is pressed or the field is left
// and what was typed is acceptable, edited(value) is emitted and the owner sets `value`. Otherwise
// `problem` says in a sentence what is wrong, and `value` stays. Escape brings the last good value back;
// Up and Down go a step. When Enter took a value, and at an Escape with nothing to bring back, the keyboard goes to `rest`:
// the window's keys are keys again. While it is typed into it grows as far as `mostTyped`, and then its text scrolls: what stands
// beside it keeps its room. Long numbers are shown with four digits; all of them while it has the keyboard, and in a tooltip.
T.TextField {
    id: control

    required property NumberRule rule
    required property real value
    property string label // accessible name
    property real atLeast: NaN // further limits, set by a range
    property real atMost: NaN
    property real minimumWidth: 48
    property real mostTyped: Infinity
    property bool unitShown: true
    property Item rest // gets the keyboard next; none: nobody has it then

    property string refusal // why the owner can't use the value, which is one that can be typed; it is marked likewise
    readonly property bool wrong: problem !== ""
    property string problem
    property bool dirty: false // typed into, not yet taken over

    signal edited(real value)

    readonly property real natural: Math.max(minimumWidth, Math.ceil(contentWidth) + leftPadding + rightPadding)
    readonly property bool unitVisible: unitShown && rule.unit !== "" && !wrong && !special
    readonly property bool shortened: !dirty && !activeFocus && rule.brief(value) !== rule.format(value)
    readonly property bool special: control.text === rule.specialText && rule.specialText !== ""

    // Wide enough for the unit, whether that is shown or not: who decides that by the room there is needs it.
    readonly property real widthWithUnit: held(Math.max(minimumWidth, Math.ceil(contentWidth) + 12 + (rule.unit !== "" && !wrong && !special ? unitText.implicitWidth + 3 : 0)))
    property real widthBefore: 0 // of the value, before it was typed over

    implicitWidth: held(natural)
    implicitHeight: Theme.fieldHeight
    leftPadding: 6
    rightPadding: unitVisible ? 6 + unitText.implicitWidth + 3 : 6
    verticalAlignment: TextInput.AlignVCenter
    horizontalAlignment: TextInput.AlignRight
    font.family: Theme.fontFamily
    font.pixelSize: Theme.bodySize
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.textOnAccent
    selectByMouse: true
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.EditableText
    Accessible.name: control.label
    Accessible.description: control.wrong ? control.problem : control.refusal !== "" ? control.refusal : control.rule.unit

    background: FieldFrame {
        focused: control.activeFocus
        wrong: control.wrong || control.refusal !== ""
    }

    BodyText {
        id: unitText
        visible: control.unitVisible
        anchors.right: parent.right
        anchors.rightMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        text: unitAt(control.rule.revision)
        color: Theme.textSecondary
        Accessible.ignored: true

        // Of the value that is shown; the argument is what makes it anew with the rule.
        function unitAt(revision: int): string {
            return revision < 0 ? "" : control.rule.unitOf(control.value);
        }
    }

    Tooltip {
        visible: control.hovered && control.shortened
        text: control.rule.withUnit(control.value)
    }

    Binding {
        target: control
        property: "widthBefore"
        value: control.natural
        when: !control.dirty
        restoreMode: Binding.RestoreNone
    }

    Component.onCompleted: showValue()
    onValueChanged: showValue()
    onTextEdited: {
        dirty = true;
        if (wrong)
            problem = rule.problemInRange(text, atLeast, atMost);
    }
    onEditingFinished: control.takeOver()
    onAccepted: {
        takeOver();
        if (!wrong)
            letGo();
    }
    onActiveFocusChanged: {
        takeOver();
        if (!dirty)
            showValue();
        if (activeFocus)
            selectAll();
    }
    // The key is the field's own while there is something to bring back: it is no shortcut then. Otherwise it is one, and
    // the hand wants to be elsewhere.
    Keys.onShortcutOverride: event => {
        const isEscape = event.key === Qt.Key_Escape;
        event.accepted = isEscape && (dirty || wrong);
        if (isEscape && !event.accepted)
            letGo();
    }
    Keys.onEscapePressed: event => {
        event.accepted = dirty || wrong;
        showValue();
    }
    Keys.onUpPressed: control.stepBy(1)
    Keys.onDownPressed: control.stepBy(-1)

    Connections {
        target: control.rule

        function onRevisionChanged() {
            if (!control.dirty)
                control.showValue();
        }
    }

    function held(wanted: real): real {
        return dirty ? Math.min(wanted, Math.max(mostTyped, widthBefore)) : wanted;
    }

    // Shows the owner's value, whatever was typed.
    function showValue() {
        dirty = false;
        problem = "";
        text = activeFocus ? rule.format(value) : rule.brief(value);
    }

    function letGo() {
        if (rest)
            rest.forceActiveFocus(Qt.OtherFocusReason);
        else
            focus = false;
    }

    function takeOver() {
        if (!dirty)
            return;
        problem = rule.problemInRange(text, atLeast, atMost);
        if (wrong)
            return;
        const typed = rule.parsed(text);
        dirty = false;
        if (typed !== value)
            edited(typed);
        showValue();
    }

    function stepBy(steps: int) {
        takeOver();
        if (wrong)
            return;
        const target = rule.stepped(value, steps);
        if (target !== value && !(target > atMost) && !(target < atLeast))
            edited(target);
    }
}
