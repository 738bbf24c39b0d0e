// A run in very small: how long its longest queue was over time, or its liveliest lanes.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// The most that stood in the queue that was ever the longest, as a share (0..1) of the longest that it was,
/// in each of `parts` equal parts of [0, endNs). Empty where there is no queue, or nothing ever stood in one.
/// Cost: the steps of the queues.
std::vector<double> depthSketch(const Columns& columns, std::int64_t endNs, int parts);

/// The lanes in which most changes, of the first 64, `lanes` at most, one behind the other as they stand: in
/// each of `parts` how much of it the task was there, waited (more) or was at work, its requests included
/// (most); 0..1. Empty where no task was ever there. Cost: the spans of these lanes.
std::vector<double> laneSketch(const Columns& columns, std::int64_t endNs, int parts, int lanes);

/// What fits the run: the depth of its queue, or its lanes where there is none.
struct RunSketch
{
    std::vector<double> shares; ///< rows one behind the other; empty: nothing to be seen
    int rows = 1;               ///< 1: a depth; otherwise that many lanes
};
RunSketch runSketch(const Columns& columns, std::int64_t endNs, int parts);

} // namespace sojourn
