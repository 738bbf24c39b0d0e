pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.Dialogs
import Sojourn.ViewModels

// The keys of one group of commands.
Column {
    id: root

    required property string title
    required property CommandTable table

    SectionHeading {
        width: parent.width
        height: 28
        text: root.title
        underlined: true
    }

    Repeater {
        model: CommandSearch {
            table: root.table
            keysOf: root.title
        }

        KeyLine {
            width: root.width
        }
    }
}
