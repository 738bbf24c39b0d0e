import QtQuick
import Sojourn.Components
import Sojourn.Scene
import Sojourn.Theme
import Sojourn.ViewModels

// What stands on a scenario's card: its stage in small, its name, and what it promises.
Item {
    id: root

    required property string title
    required property string promise
    required property RunDocument run

    StagePicture {
        width: parent.width
        height: parent.height - words.height - 8
        document: root.run
        dark: Theme.dark
        fontFamily: Theme.fontFamily
    }

    Column {
        id: words
        anchors.bottom: parent.bottom
        width: parent.width
        spacing: 4

        BodyText {
            width: parent.width
            text: root.title
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        BodyText {
            width: parent.width
            height: 2 * Theme.bodyLineHeight
            text: root.promise
            color: Theme.textSecondary
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
