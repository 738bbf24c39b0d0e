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

    void update(const Columns& columns)
    {
        lanes.resize(columns.lanes().size());
        depths.resize(columns.depths().size());
        for (std::size_t i = 0; i < lanes.size(); ++i)
            lanes[i].update(columns.lanes()[i].spans);
        for (std::size_t i = 0; i < depths.size(); ++i)
            depths[i].update(columns.depths()[i]);
        latency.update(columns);
    }
};

} // namespace sojourn
