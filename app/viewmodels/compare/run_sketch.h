// A run in very small: how long its longest queue was over time, or its liveliest lanes.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// How long a queue was over time.
struct DepthSketch
{
    std::vector<double> shares; ///< of reach, 0..1
    /// The top of the picture, in items: the queue's capacity unless it never came near, else the longest
    /// that it was, at least 4; a queue that held one item now and then is no full one.
    double reach = 0;
};
/// How many stood on average in the queue that was ever the longest, in each of `parts` equal parts of
/// [0, endNs): what passed through without waiting adds nothing, so that a run in which nobody waits is flat.
/// Empty where there is no queue, or nothing ever came into one. Cost: the steps of the queues.
DepthSketch depthSketch(const Columns& columns, std::int64_t endNs, int parts);

/// The lanes in which most changes, of the first 64, `lanes` at most, one behind the other as they stand: in
/// each of `parts` how much of it the task was there, waited (more) or was at work, its requests included
/// (most); 0..1. Empty where no task was ever there. Cost: the spans of these lanes.
std::vector<double> laneSketch(const Columns& columns, std::int64_t endNs, int parts, int lanes);

/// What fits the run: the depth of its queue, or its lanes where there is none.
struct RunSketch
{
    std::vector<double> shares; ///< rows one behind the other; empty: nothing to be seen
    int rows = 1;               ///< 1: a depth; otherwise that many lanes
    double reach = 0;           ///< of a depth: that of DepthSketch; 0: shares are of nothing that differs
};
RunSketch runSketch(const Columns& columns, std::int64_t endNs, int parts);

} // namespace sojourn
