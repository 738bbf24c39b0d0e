import QtQuick
import Sojourn.Components
import Sojourn.Theme
import Sojourn.Views

// A panel with nothing in it yet, which says what will be.
Item {
    id: root

    required property string name
    required property string title
    required property string text
    required property int kind

    PanelHeading {
        id: heading
        width: parent.width
        text: root.name
    }

    EmptyHint {
        anchors.fill: parent
        anchors.topMargin: heading.height
        anchors.margins: Theme.pageMargin
        title: root.title
        text: root.text
        kind: root.kind
    }

    Hairline {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
