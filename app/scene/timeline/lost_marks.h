// Stretches of lanes of which what was recorded is lost.
#pragma once

#include "scene/timeline/timeline_scene.h"

class QPainter;

namespace sojourn {

/// Greyed and cross-hatched below the bars of the band's lanes: what was recorded there all the same stands
/// on it. A stretch of any length is seen.
void paintLostOnLanes(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                      const SceneStyle& style);

} // namespace sojourn
