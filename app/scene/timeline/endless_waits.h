// Behind the end of a run that has stalled: waits that nobody ends, and who does no more.
#pragma once

#include "scene/base/scene_style.h"
#include "scene/timeline/timeline_scene.h"

class QPainter;

namespace sojourn {

/// An open bar with an arrow to the right on each lane of the band whose task waits for ever, and words
/// behind the end of each task that put what they wait for; nothing while the playhead stands before the
/// stall, and no bars where the window ends with the run.
void paintEndlessWaits(QPainter& painter, const TimelineScene& scene, const LaneBand& band,
                       const SceneStyle& style);

} // namespace sojourn
