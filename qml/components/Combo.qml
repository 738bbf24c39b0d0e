pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme

// One of a list. `model`, `textRole`, `currentIndex`, `activated(index)` as ComboBox has them. An extra line
// below the list, for "All scenarios…", is shown when `footerText` is set.
T.ComboBox {
    id: control

    property string label // accessible name
    property string footerText
    property string footerKey

    // Enter has opened the list and is still held: the template would close it when it is let go.
    property bool opening: false

    signal footerChosen

    implicitWidth: 232
    implicitHeight: Theme.controlHeight
    leftPadding: 12
    rightPadding: 36
    hoverEnabled: true
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.ComboBox
    Accessible.name: control.label
    Accessible.description: control.displayText
    Accessible.onPressAction: control.toggleList()

    TextMetrics {
        id: strong
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
        text: control.displayText
    }

    // A long name is set lighter, and then smaller, before it is cut.
    contentItem: BodyText {
        text: control.displayText
        font.weight: strong.advanceWidth > control.availableWidth ? Font.Medium : Font.DemiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.captionSize
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    indicator: Icon {
        x: control.width - width - 12
        y: (control.height - height) / 2
        name: "chevronDown"
    }

    background: Rectangle {
        radius: Theme.buttonRadius
        color: control.hovered && !control.popup.visible ? Theme.hover : Theme.surface
        border.width: 1
        border.color: Theme.controlBorder

        FocusRing {
            shown: control.visualFocus || control.popup.visible
        }
    }

    delegate: ListEntry {
        required property int index

        width: ListView.view ? ListView.view.width : 0
        text: control.textAt(index)
        current: index === control.currentIndex
        highlighted: index === control.highlightedIndex
    }

    popup: ComboList {
        combo: control
        footerText: control.footerText
        footerKey: control.footerKey
        onFooterChosen: control.footerChosen()
    }

    Keys.onReturnPressed: event => control.openOrPass(event)
    Keys.onEnterPressed: event => control.openOrPass(event)
    Keys.onReleased: event => {
        event.accepted = opening && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter);
        opening = false;
    }

    function toggleList() {
        if (control.popup.visible)
            control.popup.close();
        else
            control.popup.open();
    }

    // Enter opens the list; in the open list it chooses, which the template does.
    function openOrPass(event: KeyEvent) {
        opening = !control.popup.visible;
        event.accepted = opening;
        if (opening)
            control.popup.open();
    }
}
