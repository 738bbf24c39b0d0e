pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// Two or more options of which one holds. The arrow keys move between them. It does not change
// `currentIndex` itself: the owner does, on chosen().
FocusScope {
    id: root

    required property list<string> options
    required property int currentIndex
    property string label // the accessible name of the group
    property list<string> hints // tooltips, by index

    signal chosen(int index)

    implicitWidth: row.implicitWidth + 4
    implicitHeight: Theme.controlHeight
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label

    Rectangle {
        anchors.fill: parent
        radius: Theme.buttonRadius
        color: Theme.surface
        border.width: 1
        border.color: Theme.controlBorder
    }

    Row {
        id: row
        x: 2
        y: 2
        height: parent.height - 4

        Repeater {
            id: repeater
            model: root.options

            // A RadioButton, since the template insists on its own accessible role.
            T.RadioButton {
                id: option

                required property string modelData
                required property int index
                readonly property bool current: index === root.currentIndex
                readonly property string hint: root.hints.length > index ? root.hints[index] : ""

                implicitWidth: Math.ceil(implicitContentWidth) + 24
                height: row.height
                text: modelData
                hoverEnabled: true
                checked: current
                autoExclusive: false
                focus: current
                focusPolicy: current ? Qt.StrongFocus : Qt.ClickFocus
                Accessible.role: Accessible.RadioButton
                Accessible.name: option.text
                Accessible.description: option.hint
                Accessible.onPressAction: root.choose(option.index)

                contentItem: BodyText {
                    text: option.text
                    font.weight: option.current ? Font.Medium : Font.Normal
                    color: option.current ? Theme.text : Theme.textSecondary
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }

                background: Rectangle {
                    radius: Theme.fieldRadius
                    color: option.current ? Theme.accentSoft : (option.hovered ? Theme.hover : "transparent")
                }

                onClicked: {
                    root.choose(index);
                    checked = Qt.binding(() => option.current); // the template has set it
                }
                Keys.onLeftPressed: root.move(-1)
                Keys.onRightPressed: root.move(1)
                Keys.onReturnPressed: root.choose(index)
                Keys.onEnterPressed: root.choose(index)

                FocusRing {
                    shown: option.visualFocus
                    cornerRadius: Theme.fieldRadius
                }

                Tooltip {
                    visible: option.hovered && !option.down && option.hint !== ""
                    text: option.hint
                }
            }
        }
    }

    function choose(index: int) {
        if (index !== root.currentIndex)
            root.chosen(index);
    }

    function move(by: int) {
        const index = root.currentIndex + by;
        if (index < 0 || index >= repeater.count)
            return;
        root.choose(index);
        repeater.itemAt(root.currentIndex)?.forceActiveFocus(Qt.TabFocusReason);
    }
}
