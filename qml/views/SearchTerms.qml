pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Components
import Sojourn.ViewModels

// All parts of what is looked for, one below another; each can be taken out.
Column {
    id: root

    required property RunSearch search

    readonly property int count: root.search.terms.length

    signal emptied

    objectName: "searchTerms"
    spacing: 8

    Repeater {
        model: root.search.terms

        Chip {
            id: term

            required property string modelData
            required property int index

            text: modelData
            swatch: root.search.termLooks[index] ?? -1
            closable: true
            mostTextWidth: 320
            hint: qsTr("Take it out of the search")
            onClosed: root.takeOut(term.index)
            onClicked: root.takeOut(term.index)
        }
    }

    function takeOut(index: int) {
        const isLast = root.search.terms.length === 1;
        root.search.removeTerm(index);
        if (isLast)
            root.emptied();
    }
}
