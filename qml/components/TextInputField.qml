import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A line of text to type. `text`, `accepted()`, `textEdited()` as TextField has them; `problem` marks it as
// wrong and is shown by the owner, in a ProblemLine.
T.TextField {
    id: control

    property string label // accessible name
    property string iconName // left of the text
    property string problem

    implicitWidth: 200
    implicitHeight: Theme.controlHeight
    leftPadding: iconName === "" ? 10 : 32
    rightPadding: 10
    verticalAlignment: TextInput.AlignVCenter
    font.family: Theme.fontFamily
    font.pixelSize: Theme.bodySize
    color: Theme.text
    placeholderTextColor: Theme.textSecondary
    selectionColor: Theme.accent
    selectedTextColor: Theme.textOnAccent
    selectByMouse: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.EditableText
    Accessible.name: control.label === "" ? control.placeholderText : control.label
    Accessible.description: control.problem

    background: FieldFrame {
        focused: control.activeFocus
        wrong: control.problem !== ""
        radius: Theme.buttonRadius
    }

    Icon {
        x: 10
        anchors.verticalCenter: parent.verticalCenter
        name: control.iconName
        color: Theme.textSecondary
    }

    BodyText {
        visible: control.text === "" && control.preeditText === ""
        x: control.leftPadding
        anchors.verticalCenter: parent.verticalCenter
        width: control.width - control.leftPadding - control.rightPadding
        text: control.placeholderText
        color: control.placeholderTextColor
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
