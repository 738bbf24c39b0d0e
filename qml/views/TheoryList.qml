pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Sojourn.Components
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// Some kinds of lines of the comparison with theory, one below the other.
ListView {
    id: root

    required property TheoryModel theory
    required property string name
    property bool remarks: false // what theory leans on, rather than the figures

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
        shown: kind === TheoryModel.Queue || root.remarks === (kind >= TheoryModel.Formula)
        brief: root.remarks // queues by name alone
    }

    FocusRing {
        shown: root.activeFocus
    }
}
