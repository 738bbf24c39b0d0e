// Paints the whole run in one strip.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_style.h"
#include "scene/base/time_window.h"
#include "scene/timeline/run_index.h"
#include "scene/timeline/utilisation_index.h"
#include "search/find_in_run.h"

#include <QRectF>
#include <QSizeF>

class QPainter;

namespace sojourn {

/// One picture of the overview; plain data, valid for one call of the painter.
struct OverviewScene
{
    RunView run;
    const RunIndex* index = nullptr;
    const UtilisationCurve* utilisation = nullptr; ///< up to run.endNs
    bool ofTakers = false;                         ///< it is of those who take items, not of all tasks
    const SearchHits* found = nullptr;             ///< what is marked; null: nothing is
    std::int64_t current = -1;                     ///< of those, the one that was stepped to
    TimeWindow whole;                              ///< from 0 to the end, over the strip's width
    std::int64_t fromNs = 0;                       ///< the visible window
    std::int64_t toNs = 1;
    double nameLeft = 16;
    QSizeF size;

    QRectF strip() const { return {whole.left, 1.0, whole.width, size.height() - 2.0}; }
    QRectF frame() const;
};

/// What the run holds: utilisation as a pale area, the length of the longest queue over it as a line, its
/// full parts on top in vermilion, starving at the bottom in amber. Without queues, and where each finds
/// room, its tasks instead. Hatched crosswise: what was recorded of lanes there is lost. Cost: the columns,
/// for every task that gets; to be kept while only the instant or the frame moves.
void paintOverviewBase(QPainter& painter, const OverviewScene& scene, const SceneStyle& style);
/// The instant, and the visible part framed, with a handle at each end.
void paintOverviewOverlay(QPainter& painter, const OverviewScene& scene, const SceneStyle& style);

} // namespace sojourn
