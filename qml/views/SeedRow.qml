import QtQuick
import Sojourn.Components
import Sojourn.Theme

// The seed, which may be any of 63 bits, and dice for another one. It does not change `seed` itself: the owner does, on
// edited(text); `problem` is why the latest text was refused.
Column {
    id: root

    required property string seed
    required property string problem

    signal edited(string text)
    signal diceRolled

    Item {
        width: parent.width
        height: Theme.fieldHeight

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Seed")
            font.weight: Font.Medium
        }

        TextInputField {
            id: field
            objectName: "seedField"
            anchors.right: dice.left
            anchors.rightMargin: 8
            width: Math.min(parent.width - 88, Math.max(72, Math.ceil(contentWidth) + 16))
            height: Theme.fieldHeight
            leftPadding: 6
            rightPadding: 6
            horizontalAlignment: TextInput.AlignRight
            label: qsTr("Seed")
            problem: root.problem
            text: root.seed
            inputMethodHints: Qt.ImhDigitsOnly
            onEditingFinished: root.edited(text)
            onAccepted: {
                if (root.problem === "")
                    focus = false;
            }
            // What was refused is taken back with its sentence: the owner hears the good seed again.
            Keys.onEscapePressed: {
                const clean = text === root.seed && root.problem === "";
                text = root.seed;
                if (clean)
                    focus = false;
                else
                    root.edited(text);
            }
        }

        IconButton {
            id: dice
            objectName: "dice"
            anchors.right: parent.right
            small: true
            iconName: "dice"
            edge: Theme.controlBorder
            fill: Theme.surface
            text: qsTr("Another seed")
            onClicked: root.diceRolled()
        }
    }

    ProblemLine {
        width: parent.width
        text: root.problem
    }

    // Typing ends the binding of the text; the owner's answer is shown whatever was typed.
    onSeedChanged: field.text = root.seed
    // A scenario that was opened has the seed that it has, whatever was refused before.
    onProblemChanged: {
        if (problem === "")
            field.text = root.seed;
    }
}
