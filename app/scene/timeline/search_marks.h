// What a search has found, marked where it lies.
#pragma once

#include "scene/timeline/overview_painter.h"
#include "scene/timeline/timeline_scene.h"

class QPainter;

namespace sojourn {

/// From so many hits in the window on they are marked on the ruler alone: frames around each would cover all.
inline constexpr std::size_t mostFramed = 2000;

/// A frame around each span that was found, a line over each depth, a bar beside the name of each task; the
/// one that was stepped to thicker. Hits in folded groups have their marks on the ruler alone.
void paintFoundOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// A small triangle at each beginning, one a pixel; the one that was stepped to larger, with a line down.
void paintFoundOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// The same over the whole run. Cost: the pixels, each with a search.
void paintFoundInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style);

} // namespace sojourn
