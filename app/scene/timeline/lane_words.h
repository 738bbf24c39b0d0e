// Words on a lane's bar.
#pragma once

#include "scene/timeline/timeline_scene.h"

class QPainter;

namespace sojourn {

/// Names of imported spans, cut off where they are too long, and words in waits that are long enough for all
/// of them.
void paintLaneWords(QPainter& painter, const TimelineScene& scene, const SceneStyle& style,
                    const LaneRow& row);

} // namespace sojourn
