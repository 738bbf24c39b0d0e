import QtQuick
import Sojourn.Components
import Sojourn.Views

// A parameter that is a text, or one of several.
ParameterRow {
    id: root

    Column {
        width: root.width
        spacing: 4

        BodyText {
            width: parent.width
            text: root.label
            font.weight: Font.Medium
            elide: Text.ElideRight
        }

        Combo {
            objectName: "parameter-" + root.name
            visible: root.choices.length > 0
            width: parent.width
            label: root.label
            model: root.choices
            currentIndex: root.choices.indexOf(root.text)
            onActivated: index => root.parameters.setText(root.name, root.choices[index])
        }

        TextInputField {
            visible: root.choices.length === 0
            width: parent.width
            label: root.label
            text: root.text
            problem: root.error
            onEditingFinished: root.parameters.setText(root.name, text)
        }
    }
}
