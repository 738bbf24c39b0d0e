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
/// The way of B's selected item in A, dashed: from its put to its get, on the lanes of the tasks of the same
/// names.
void paintGhostPath(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// The item of A with the same origin as this one of B; 0xFFFFFFFF where there is none. Cost: A's items.
std::uint32_t ghostItem(const TimelineScene& scene, std::uint32_t item);
/// Tasks that only one of both has say so behind their end.
void paintNotInGhost(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                     const SceneStyle& style);

} // namespace sojourn
