pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// What happened last in a run that can go on no more: when, to whom and what, a line each.
Column {
    id: root

    required property StallFacts facts

    visible: facts.lastTimes.length > 0
    spacing: 2

    BodyText {
        text: qsTr("The last events")
        font.weight: Font.DemiBold
        bottomPadding: 4
        Accessible.role: Accessible.Heading
    }

    Repeater {
        model: root.facts.lastTimes

        Item {
            id: line

            required property int index
            required property string modelData

            width: root.width
            height: Theme.captionLineHeight + 2
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: %2 %3").arg(line.modelData).arg(root.facts.lastTasks[line.index] ?? "").arg(root.facts.lastWords[line.index] ?? "")

            CaptionText {
                width: 64
                horizontalAlignment: Text.AlignRight
                text: line.modelData
                color: Theme.text
                Accessible.ignored: true
            }

            CaptionText {
                x: 72
                width: Math.min(implicitWidth, (parent.width - x) / 2)
                text: root.facts.lastTasks[line.index] ?? ""
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }

            CaptionText {
                x: 72 + (parent.width - 72) * 0.45
                width: parent.width - x
                text: root.facts.lastWords[line.index] ?? ""
                color: Theme.text
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    CaptionText {
        x: 72
        text: qsTr("… and nothing more")
    }
}
