#pragma once

#include <QColor>

#include <array>

namespace sojourn {

// How many hues the makers of items share; with more makers the hues repeat.
inline constexpr int itemHueCount = 6;
// How many colours of a heat map are given; those between them are mixed.
inline constexpr int heatStepCount = 9;

// Every colour of one appearance. Plain data, so that a painter can take it by reference and a test can
// make its own. Colours that are drawn through (hatches, shades) carry their opacity in their alpha.
struct Palette
{
    // Base
    QColor background;
    QColor panel; // panels and bars
    QColor surface;
    QColor raised; // tooltips and open lists
    QColor hairline;
    QColor border;        // decorative
    QColor controlBorder; // of anything that can be touched: at least 3 : 1 to what lies beside it
    QColor text;
    QColor textSecondary;
    QColor accent;
    QColor accentHover; // the accent under the pointer
    QColor accentSoft;
    QColor textOnAccent;
    QColor vermilionText; // vermilion dark or light enough to be read
    QColor theory;        // what a formula says, beside what was measured: as a line and to be read
    QColor errorSoft;     // behind a line of code that is wrong
    QColor hover;         // behind a quiet button under the pointer
    QColor scrim;         // over the window, behind a palette of commands
    QColor dim;           // over what lies right of the playhead

    // States of a task. Fills are opaque; an edge of the fill's colour is no edge.
    QColor running;
    QColor ready;
    QColor readyEdge;
    QColor sleeping;
    QColor sleepingLine;
    QColor waitingGet;
    QColor waitingGetHatch;
    QColor waitingGetEdge;
    QColor waitingPut;
    QColor waitingPutHatch;
    QColor waitingPutEdge;
    QColor off; // in a thread or on the network
    QColor offHatch;
    QColor offEdge;
    QColor offPale;  // a reply is yet to come
    QColor blocking; // holds the event loop
    QColor blockingDots;
    QColor blockingEdge;
    QColor joining; // waits for a flag, a join or a task
    QColor joiningLine;
    QColor cancelled;
    QColor failed;

    // Items and merged drawing
    QColor ink;     // items in a queue, depth, ticks
    QColor inkSoft; // the area under a depth curve, bars of a histogram
    QColor mergedRunning;
    QColor mergedGet;
    QColor mergedPut;
    std::array<QColor, itemHueCount> itemFill;
    std::array<QColor, itemHueCount> itemEdge;

    // Little to much. A curve in OKLab whose lightness goes evenly (steps of 9 to 11 in L*), in order for any
    // kind of colour blindness as well; more is further from the background.
    std::array<QColor, heatStepCount> heat;

    // The colour of a share from 0 to 1; what lies beyond has the colour of the end.
    QColor heatAt(double share) const;
};

const Palette& lightPalette();
const Palette& darkPalette();

inline const Palette& paletteFor(bool dark)
{
    return dark ? darkPalette() : lightPalette();
}

} // namespace sojourn
