pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.ViewModels
import Sojourn.Views

// The lines of the comparison with theory, one below the other. A click selects the queue that a line is of.
ListView {
    id: root

    required property TheoryModel theory
    required property Session session
    required property string name
    property bool compact: false

    model: theory
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    activeFocusOnTab: contentHeight > height
    Accessible.role: Accessible.List
    Accessible.name: root.name

    T.ScrollBar.vertical: ThinScrollBar {
    }

    delegate: TheoryLine {
        width: root.width
        compact: root.compact
        onSelected: {
            if (queue >= 0)
                root.session.document.selectedQueue = queue;
        }
    }

    FocusRing {
        shown: root.activeFocus
    }
}
