// A queue's length over time: in a lane of the timeline, and small in the overview.
#pragma once

#include "scene/base/run_view.h"
#include "scene/base/scene_style.h"
#include "scene/base/time_window.h"
#include "scene/timeline/depth_index.h"

#include <QRectF>

class QPainter;

namespace sojourn {

/// The largest length on the value axis of this queue: its capacity, unless it never came near, or another
/// run's that is drawn with it went beyond; else a round number above the longest that it was, at least 4.
std::uint32_t depthReach(const QueueInfo& queue, std::uint32_t most);
/// The capacity lies on the axis.
bool showsCapacity(const QueueInfo& queue, std::uint32_t reach);

/// Paints the area and its upper line into `box`, whose top is `reach`; where the queue is full the line is
/// vermilion.
void paintDepth(QPainter& painter, const QRectF& box, const std::vector<DepthColumn>& columns,
                std::uint32_t reach, std::uint64_t capacity, const SceneStyle& style);

/// Calls f(x0, x1) for each stretch of columns that meets the predicate.
template <class Predicate, class F>
void forEachStretch(const std::vector<DepthColumn>& columns, Predicate predicate, F f)
{
    for (std::size_t c = 0; c < columns.size();) {
        std::size_t end = c;
        while (end < columns.size() && predicate(columns[end]))
            ++end;
        if (end > c) f(c, end);
        c = end + 1;
    }
}

} // namespace sojourn
