import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme

// One of some tabs over a panel; the current one is underlined.
T.TabButton {
    id: tab

    implicitWidth: Math.ceil(implicitContentWidth)
    width: implicitWidth // not a share of the bar
    implicitHeight: Theme.panelHeadingHeight
    hoverEnabled: true
    Accessible.role: Accessible.PageTab
    Accessible.name: tab.text
    Accessible.checked: tab.checked

    contentItem: BodyText {
        text: tab.text
        color: tab.checked || tab.hovered ? Theme.text : Theme.textSecondary
        font.weight: tab.checked ? Font.DemiBold : Font.Medium
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideMiddle // tasks are told apart by their ends
        Accessible.ignored: true
    }

    background: Item {
        Rectangle {
            visible: tab.checked
            anchors.bottom: parent.bottom
            width: parent.width
            height: 2
            color: Theme.accent
        }

        FocusRing {
            shown: tab.visualFocus
            anchors.margins: -2
            cornerRadius: Theme.fieldRadius
        }
    }
}
