pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// The scenario files that were opened last.
Column {
    id: root

    required property WindowMemory memory

    signal chosen(url file)

    Hairline {
        width: parent.width
    }

    BodyText {
        leftPadding: 8
        topPadding: 16
        bottomPadding: 8
        text: qsTr("Recent")
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.memory.recentFiles

        QuietButton {
            id: file

            required property url modelData
            required property int index

            objectName: "recentFile" + index
            width: Math.min(implicitWidth, root.width)
            height: 28
            leftPadding: 8
            rightPadding: 8
            text: root.memory.nameOf(file.modelData)
            onClicked: root.chosen(file.modelData)
        }
    }
}
