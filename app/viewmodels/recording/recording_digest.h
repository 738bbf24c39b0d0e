// What is worth knowing of a recording before anybody looks closer.
#pragma once

#include "trace/recording.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A span and the lane that it is on.
struct LaneSpan
{
    std::uint32_t task = 0;
    Span span{};
};

struct RecordingDigest
{
    std::uint64_t spans = 0; ///< those that go on at the end included
    std::uint64_t instants = 0;
    std::uint64_t items = 0;
    std::uint64_t lanes = 0;
    std::uint64_t tracks = 0; ///< threads and series of asynchronous spans: their lanes count once
    std::int64_t endNs = 0;
    bool hasGetWaits = false; ///< some task is known to have waited for an item
    /// The longest first. Sleeps, and waits for a flag, a join or a task, are none: they last as long as
    /// somebody wants them to.
    std::vector<LaneSpan> longest;
};

/// At most `longest` of the longest spans. Cost: every span once; belongs on a worker.
RecordingDigest digestOf(const Recording& recording, std::size_t longest);

} // namespace sojourn
