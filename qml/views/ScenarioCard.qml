import QtQuick
import QtQuick.Templates as T
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// One scenario to choose: its stage in small, its name, and what it promises.
T.ItemDelegate {
    id: card

    required property string title
    required property string promise
    required property RunDocument run
    required property bool current

    padding: 16
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: card.title
    Accessible.description: card.promise
    Accessible.onPressAction: card.clicked()

    contentItem: ScenarioCardContent {
        title: card.title
        promise: card.promise
        run: card.run
    }

    background: Rectangle {
        radius: Theme.cardRadius
        color: Theme.surface
        border.width: card.current ? 2 : 1
        border.color: card.current ? Theme.accent : (card.hovered ? Theme.controlBorder : Theme.hairline)
    }
}
