pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels

// Settings line by line: the arrow keys go along, Enter or a click opens the run of one.
Item {
    id: root

    required property SweepRows rows
    required property string name

    readonly property real textWidth: width - 12 // nothing stands below the scroll bar

    signal chosen(int cell)

    implicitHeight: head.height + list.contentHeight

    Row {
        id: head
        height: Math.max(24, childrenRect.height)

        Repeater {
            model: root.rows.columns

            CaptionText {
                required property string modelData
                required property int index

                width: root.textWidth * (root.rows.shares[index] ?? 0)
                height: Math.max(24, implicitHeight)
                leftPadding: index === 0 ? 4 : 0
                rightPadding: 8
                horizontalAlignment: index === 0 ? Text.AlignLeft : Text.AlignRight
                verticalAlignment: Text.AlignVCenter
                text: modelData
                wrapMode: Text.WordWrap
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }
    }

    ListView {
        id: list
        y: head.height
        width: root.width
        height: root.height - y
        clip: true
        model: root.rows
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: count > 0
        keyNavigationEnabled: true
        currentIndex: 0
        Accessible.role: Accessible.List
        Accessible.name: root.name
        Keys.onReturnPressed: root.chosen((currentItem as SweepTableLine)?.cell ?? -1)
        Keys.onEnterPressed: root.chosen((currentItem as SweepTableLine)?.cell ?? -1)

        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: SweepTableLine {
            width: list.width
            textWidth: root.textWidth
            shares: root.rows.shares
            marked: list.activeFocus && ListView.isCurrentItem
            onChosen: cell => root.chosen(cell)
        }
    }
}
