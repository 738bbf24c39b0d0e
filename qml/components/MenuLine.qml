import QtQuick
import QtQuick.Templates as T

// Parts groups of commands in a PopupMenu.
T.MenuSeparator {
    implicitWidth: 180
    implicitHeight: 9
    verticalPadding: 4

    contentItem: Hairline {
        implicitWidth: 180
    }
}
