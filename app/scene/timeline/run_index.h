// The zoom indices of one run, shared by the views that look at it.
#pragma once

#include "scene/latency/latency_index.h"
#include "scene/timeline/depth_index.h"
#include "scene/timeline/lane_index.h"

#include <vector>

namespace sojourn {

/// Follows growing columns; another run wants a new one.
struct RunIndex
{
    std::vector<LaneIndex> lanes;   ///< by task
    std::vector<DepthIndex> depths; ///< by queue
    LatencyIndex latency;

    void update(const Columns& columns) { update(columns, columns); }
    /// Of `placed`, a run laid out on another axis; how long items stayed is `told` by the run itself.
    void update(const Columns& placed, const Columns& told)
    {
        lanes.resize(placed.lanes().size());
        depths.resize(placed.depths().size());
        for (std::size_t i = 0; i < lanes.size(); ++i)
            lanes[i].update(placed.lanes()[i].spans);
        for (std::size_t i = 0; i < depths.size(); ++i)
            depths[i].update(placed.depths()[i]);
        latency.update(told, placed);
    }
};

} // namespace sojourn
