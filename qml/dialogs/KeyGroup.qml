import QtQuick
import Sojourn.Components

// Keys that belong together.
Column {
    id: root

    required property string title
    default property alias lines: list.data

    SectionHeading {
        width: parent.width
        height: 28
        text: root.title
        underlined: true
    }

    Column {
        id: list
        width: parent.width
    }
}
