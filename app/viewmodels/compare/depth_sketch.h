// A run in very small: how long its longest queue was over time.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// The most that stood in the queue that was ever the longest, as a share (0..1) of the longest that it was,
/// in each of `parts` equal parts of [0, endNs). Empty where there is no queue, or nothing ever stood in one.
/// Cost: the steps of the queues.
std::vector<double> depthSketch(const Columns& columns, std::int64_t endNs, int parts);

} // namespace sojourn
