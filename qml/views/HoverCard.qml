import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme

// What lies under the pointer in a view, beside the pointer and never below it. Lies over all panels.
Rectangle {
    id: root

    required property SceneView view

    readonly property point at: view.mapToItem(parent, view.hoverPoint.x, view.hoverPoint.y)
    readonly property bool flipsLeft: at.x + 12 + width > parent.width - 8
    readonly property bool flipsUp: at.y + 16 + height > parent.height - 8

    visible: view.visible && view.hoverTitle !== ""
    x: Math.round(Math.max(8, flipsLeft ? at.x - 12 - width : at.x + 12))
    y: Math.round(Math.max(8, flipsUp ? at.y - 10 - height : at.y + 16))
    z: 10
    width: Math.ceil(Math.max(title.width, words.width)) + 20
    height: words.visible ? words.y + words.height + 8 : 32
    radius: Theme.buttonRadius
    color: Theme.raised
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.ToolTip
    Accessible.name: root.view.hoverTitle
    Accessible.description: root.view.hoverText

    BodyText {
        id: title
        objectName: root.view.objectName + "HoverTitle"
        x: 10
        y: 8
        width: Math.min(implicitWidth, 320)
        text: Theme.unbroken(root.view.hoverTitle)
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap // names of other programs may be one long word
        Accessible.ignored: true
    }

    CaptionText {
        id: words
        visible: text !== ""
        x: 10
        anchors.top: title.bottom
        anchors.topMargin: 2
        text: root.view.hoverText
        Accessible.ignored: true
    }
}
