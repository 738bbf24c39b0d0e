// What of run A is drawn behind run B.
#pragma once

#include "scene/timeline/timeline_scene.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace sojourn {

/// A's length of a queue over time as a dashed outline; its pattern stays with the time axis. `box` as for
/// paintDepth().
void paintGhostDepth(QPainter& painter, const QRectF& box, const std::vector<DepthColumn>& columns,
                     std::uint32_t reach, const TimeWindow& window, const SceneStyle& style);
/// Where A ends: a dashed line over all lanes.
void paintGhostEnd(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// Where the box stands on the ruler that says so, and its text; empty outside the window.
QRectF ghostChip(const TimelineScene& scene, const SceneStyle& style);
QString ghostChipText(const TimelineScene& scene);
void paintGhostChip(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// Tasks that A does not have say so behind their end.
void paintNotInGhost(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);

} // namespace sojourn
