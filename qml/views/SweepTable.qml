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
    readonly property real apart: 8
    readonly property real leastWords: 40

    // Of each column the widest text that was shown, and whether they are words.
    property list<real> widest
    property list<bool> words
    readonly property list<real> widths: shared(rows.columns)
    readonly property bool tight: wholeWidths(rows.columns).reduce((all, one) => all + one, 0) > textWidth

    signal chosen(int cell)

    implicitHeight: head.height + list.contentHeight

    FontMetrics {
        id: bodyMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
    }

    FontMetrics {
        id: strongMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.bodySize
        font.weight: Font.DemiBold
    }

    FontMetrics {
        id: captionMetrics
        font.family: Theme.fontFamily
        font.pixelSize: Theme.captionSize
    }

    Connections {
        target: root.rows

        function onColumnsChanged() {
            root.measure();
        }

        function onShown() {
            if (root.tight)
                root.measure();
        }
    }

    Row {
        id: head
        height: Math.max(24, childrenRect.height)

        Repeater {
            model: root.rows.columns

            CaptionText {
                required property string modelData
                required property int index

                visible: width > 0
                width: root.widths[index] ?? 0
                height: Math.max(24, implicitHeight)
                leftPadding: index === 0 ? 4 : 0
                rightPadding: root.apart
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
            widths: root.widths
            apart: root.apart
            marked: list.activeFocus && ListView.isCurrentItem
            onChosen: cell => root.chosen(cell)
            onTextsChanged: root.widen(texts)
            Component.onCompleted: root.widen(texts)
        }
    }

    function measure() {
        widest = [];
        words = [];
        for (let i = 0; i < list.count; ++i)
            widen((list.itemAtIndex(i) as SweepTableLine)?.texts ?? []);
    }

    // Columns grow with what is shown in them, and shrink only where names have no room for it: so they stand still
    // while lines come and go.
    function widen(texts: list<string>) {
        const most = Array.from(widest), anyWords = Array.from(words);
        let changed = false;
        for (let i = 0; i < texts.length; ++i) {
            const width = Math.ceil((i === 0 ? strongMetrics : bodyMetrics).advanceWidth(texts[i])) + 1;
            const isWords = /^[^\d\s]*[A-Za-z]/.test(texts[i]);
            changed = changed || width > (most[i] ?? 0) || isWords && !anyWords[i];
            most[i] = Math.max(most[i] ?? 0, width);
            anyWords[i] = (anyWords[i] ?? false) || isWords;
        }
        if (!changed)
            return;
        widest = most;
        words = anyWords;
    }

    function padding(index: int): real {
        return apart + (index === 0 ? 4 : 0);
    }

    // How wide a name is at least that has two lines, broken between words.
    function nameWidth(name: string): real {
        const width = words => words.length > 0 ? Math.ceil(captionMetrics.advanceWidth(words.join(" "))) + 1 : 0;
        const parts = name.split(" ");
        return Math.min(...parts.map((_, i) => Math.max(width(parts.slice(0, i)), width(parts.slice(i)))));
    }

    // Of each column the width in which nothing of it is cut.
    function wholeWidths(columns: list<string>): list<real> {
        return Array.from(columns).map((name, i) => padding(i) + Math.max(widest[i] ?? 0, nameWidth(name)));
    }

    // The width of each column. A number that is cut is another number, so they come first; then words; and the names
    // above them have what is left. Where there is no room for the numbers the last columns are left out.
    function shared(columns: list<string>): list<real> {
        const full = Array.from(wholeWidths(columns));
        const least = full.map((_, i) => padding(i) + (words[i] ? Math.min(leastWords, widest[i]) : widest[i] ?? 0));
        const sum = widths => widths.reduce((all, one) => all + one, 0);
        while (least.length > 1 && sum(least) > textWidth) {
            least.pop();
            full.pop();
        }
        const all = sum(full), some = sum(least);
        const grown = all > some ? Math.max(0, Math.min(1, (textWidth - some) / (all - some))) : 0;
        const spare = Math.max(0, textWidth - Math.max(all, some)) / Math.max(1, full.length);
        const shares = least.map((width, i) => width + (full[i] - width) * grown + spare);
        while (shares.length < columns.length)
            shares.push(0);
        return shares;
    }
}
