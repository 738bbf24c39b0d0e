// Stretches of lanes of which what was recorded is lost.
#pragma once

#include "scene/timeline/overview_painter.h"
#include "scene/timeline/timeline_scene.h"

class QPainter;

namespace sojourn {

/// Greyed and cross-hatched below the bars of the band's lanes: what was recorded there all the same stands
/// on it. A stretch of any length is seen.
void paintLostOnLanes(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                      const SceneStyle& style);

/// What of a queue's lane lies behind the beginning that is lost; the lengths before that are not known, and
/// hatched likewise.
QRectF paintLostOnDepths(QPainter& painter, const TimelineScene& scene, const QRectF& box,
                         const SceneStyle& style);

/// Cross-hatched in the strip of the whole run, from the top on as far down as the share of lanes is that
/// have lost something there. A stretch of any length is at least a pixel wide.
void paintLostInOverview(QPainter& painter, const OverviewScene& scene, const SceneStyle& style);

/// How many lanes have lost something between these instants.
std::size_t lanesWithLoss(const RunView& run, std::int64_t fromNs, std::int64_t toNs);

} // namespace sojourn
