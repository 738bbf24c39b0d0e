import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// How many seconds of the run pass in a second; at the right end, as fast as it goes.
Row {
    id: root

    required property Session session
    required property bool compact

    spacing: 8

    NumberRule {
        id: rule
        from: 0.1
        to: 100
        step: 0
        decimals: 2
        zerosCut: true
        logarithmic: true
        unit: "×"
        specialValue: 0
        specialText: qsTr("max")
    }

    BodyText {
        visible: !root.compact
        anchors.verticalCenter: parent.verticalCenter
        text: qsTr("Speed")
        color: Theme.textSecondary
        Accessible.ignored: true
    }

    BareSlider {
        objectName: "speedSlider"
        anchors.verticalCenter: parent.verticalCenter
        width: root.compact ? 64 : 96
        label: qsTr("Speed")
        rule: rule
        value: root.session.speed
        hint: qsTr("Seconds of the run in a second: 0.1× to 100×; at the right end as fast as it goes")
        onEdited: value => root.session.speed = value
    }

    BodyText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(36, implicitWidth)
        text: root.session.speedText
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
