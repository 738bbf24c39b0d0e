import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// A short text beside the control it is declared in, and the key that does the same. The control says
// when: `visible: control.hovered && ...`.
T.ToolTip {
    id: tip

    property string keyHint
    property bool above: false // for controls at the bottom of the window

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: above ? -height - 6 : (parent ? parent.height + 6 : 0)
    implicitWidth: Math.ceil(implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    margins: 4
    padding: 6
    leftPadding: 8
    rightPadding: 8
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent | T.Popup.CloseOnReleaseOutsideParent

    contentItem: TooltipContent {
        text: tip.text
        keyHint: tip.keyHint
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
