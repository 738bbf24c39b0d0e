// What the ruler says on an axis that is not time's own, and where such an axis breaks.
#pragma once

#include "scene/timeline/time_axis.h"
#include "scene/timeline/timeline_scene.h"

#include <cstdint>
#include <vector>

class QPainter;

namespace sojourn {

/// The lines of an axis within the window, which is one of the axis, and up to its place `end`, about `apart`
/// pixels from each other; labels as those of timeAxis(), which tells them where the axis is time's own
/// (null). Without idle stretches: instants, none within a stretch. In steps: every so many steps, "step 20".
std::vector<AxisTick> axisTicks(const AxisRun* axis, const TimeWindow& window, std::int64_t end, double apart,
                                const MeasureText& measure);

/// "step 20", of a place of an axis in steps.
QString stepText(std::int64_t at);

/// How long a stretch is that was shortened, where there is room for it in the ruler.
struct IdleLabel
{
    QRectF box;
    QString text;
};
std::vector<IdleLabel> idleLabels(const TimelineScene& scene, const SceneStyle& style);

/// A hatched band over each shortened stretch that is wide enough to be seen.
void paintIdleOnLanes(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// How long the stretches are, or two strokes where the axis breaks, bold where it leaves out much.
void paintIdleOnRuler(QPainter& painter, const TimelineScene& scene, const SceneStyle& style);
/// The shortened stretch at an instant; null: there is none.
const IdleStretch* idleAt(const TimelineScene& scene, std::int64_t ns);

} // namespace sojourn
