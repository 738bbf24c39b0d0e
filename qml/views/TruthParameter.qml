import QtQuick
import Sojourn.Components
import Sojourn.Views

// A parameter that is true or false.
ParameterRow {
    id: root

    Toggle {
        objectName: "parameter-" + root.name
        width: Math.min(implicitWidth, root.width)
        text: root.label
        checked: root.truth
        onToggled: root.parameters.setTruth(root.name, checked)
    }
}
