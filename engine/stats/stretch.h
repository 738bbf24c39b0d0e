// What happened between two instants of a run.
#pragma once

#include "trace/columns.h"
#include "trace/recording.h"

#include <array>
#include <cstdint>
#include <span>

namespace sojourn {

/// Counts and times of the stretch [fromNs, toNs).
struct Stretch
{
    std::uint64_t taken = 0;                        ///< items (by visit) that were got
    std::uint64_t done = 0;                         ///< items (by visit) that were done
    std::uint64_t spans = 0;                        ///< that began
    std::array<std::int64_t, shownStates> taskNs{}; ///< how long one task was in each state; by TaskState
};

/// `task`: the one whose times are wanted; noTask: of none. `endNs`: how far the run has come. `lost`: what
/// is lost of that task, in order (see lostOn()): it was in no state there. Cost: two searches a lane and a
/// queue, and the spans of that task in the stretch.
Stretch stretchBetween(const Columns& columns, std::int64_t fromNs, std::int64_t toNs, std::int64_t endNs,
                       std::uint32_t task = noTask, std::span<const LostStretch> lost = {});

/// How much of [fromNs, toNs) these take, which are in order and do not overlap.
std::int64_t lostWithin(std::span<const LostStretch> lost, std::int64_t fromNs, std::int64_t toNs);

} // namespace sojourn
