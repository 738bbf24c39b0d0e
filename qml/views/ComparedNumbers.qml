pragma ComponentBehavior: Bound

import QtQuick
import Sojourn.Theme
import Sojourn.ViewModels
import Sojourn.Views

// The numbers of A and B, and their differences: a line a number, and each column as wide as its widest text.
Column {
    id: root

    required property Comparison comparison

    readonly property FigureTable figures: comparison.figures
    readonly property int least: 8 // between two columns
    // What is wider than the panel, as long times in a wide font, is set smaller, and never in two lines.
    readonly property int step: taken(0) + 3 * least <= width ? 0 : taken(1) + 3 * least <= width ? 1 : 2
    readonly property int textSize: Theme.bodySize - step
    readonly property int gap: Math.max(least, Math.min(20, (width - taken(step)) / 3))
    readonly property real bRight: width - widest(figures.differenceColumn, strong[step]) - gap
    readonly property real aRight: bRight - widest(figures.bColumn, strong[step]) - gap

    // Of each size: metrics do not tell when their font is another.
    readonly property list<FontMetrics> plain: [
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize
        },
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize - 1
        },
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize - 2
        }
    ]
    readonly property list<FontMetrics> strong: [
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize
            font.weight: Font.DemiBold
        },
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize - 1
            font.weight: Font.DemiBold
        },
        FontMetrics {
            font.family: Theme.fontFamily
            font.pixelSize: Theme.bodySize - 2
            font.weight: Font.DemiBold
        }
    ]

    ComparedLine {
        width: root.width
        height: 20
        words: ""
        a: qsTr("A")
        b: qsTr("B")
        difference: qsTr("B − A")
        meaning: ""
        whole: ""
        heading: true
        aRight: root.aRight
        bRight: root.bRight
    }

    Repeater {
        model: root.figures

        ComparedLine {
            required property int index

            objectName: "comparedNumber" + index
            width: root.width
            height: 23
            textSize: root.textSize
            aRight: root.aRight
            bRight: root.bRight
        }
    }

    function widest(texts: list<string>, metrics: FontMetrics): real {
        return texts.reduce((most, text) => Math.max(most, Math.ceil(metrics.advanceWidth(text))), 0);
    }

    function taken(at: int): real {
        return widest(figures.wordsColumn, plain[at]) + widest(figures.aColumn, plain[at]) + widest(figures.bColumn, strong[at]) + widest(figures.differenceColumn, strong[at]);
    }
}
