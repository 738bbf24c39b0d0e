// What a task or a queue does, for the inspector.
#pragma once

#include "trace/columns.h"
#include "trace/recording.h"
#include "trace/replay.h"
#include "viewmodels/panels/fact.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// What the task does at the instant of `moment`, which is shown at `atNs`, and where it has spent its time
/// up to `endNs`. `lost`: of a recording, see Recording::lost.
Facts taskFacts(const Columns& columns, const Moment& moment, std::uint32_t task, std::int64_t atNs,
                std::int64_t endNs, const std::vector<LostStretch>& lost = {});

/// How long the queue is at that instant, and how it fared up to `endNs`.
Facts queueFacts(const Columns& columns, const Moment& moment, std::uint32_t queue, std::int64_t fromNs,
                 std::int64_t endNs);

} // namespace sojourn
