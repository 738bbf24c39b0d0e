#pragma once

#include "theme/palette.h"

#include <QPointF>
#include <QRectF>

class QPainter;

namespace sojourn {

// How the state of a task looks. Never by colour alone: each has its pattern, edge or glyph. The order is
// that of a legend.
enum class StateLook {
    Running,
    Ready,
    Sleeping,
    WaitingGet,
    WaitingPut,
    Off,           // on a thread
    InLine,        // for a thread of a pool, or (a request) for a connection
    Connecting,    // a request
    AwaitingReply, // a request
    Receiving,     // a request: its reply
    Blocking,      // holds the event loop
    Joining,       // waits for a flag, a join or a task
    Cancelled,
    Failed,
    Mark,    // takes no time: a mark of an imported recording
    Endless, // waiting, with no end in sight: behind the end of a run that has stalled
    Ink,     // no state: an item in a queue, drawn beside the states
};

// Draws the mark of an instant around its centre, `reach` pixels to each side, in the colour of what has a
// name of its own, with a rim in that of the surface: it stands out on a span of the same colour.
void paintInstant(QPainter& painter, QPointF centre, double reach, const Palette& palette);

// Draws a span or a swatch. patternOrigin is a point the hatch runs through: the same for neighbouring
// spans that are to look continuous, area.topLeft() for a swatch. An empty area draws nothing.
void paintState(QPainter& painter, const QRectF& area, StateLook look, const Palette& palette,
                QPointF patternOrigin);

// A wait that goes on for ever behind the end of a run that has stalled: open, with dashed edges, and hatched
// like the wait itself where that is. An area too low for edges shows them alone.
void paintEndless(QPainter& painter, const QRectF& area, StateLook wait, const Palette& palette,
                  QPointF patternOrigin);

} // namespace sojourn
