// Instants of a recording whose events nobody kept: what its lanes alone tell.
#pragma once

#include "trace/columns.h"
#include "trace/replay.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace sojourn {

/// What every task does at this instant, as its spans say: the state, since when, and what it waits for. A
/// task is not started before its first span, ended behind its last, and ready in a gap between two; where it
/// has instants only, these are its first and its last. Queues
/// stand empty, and nothing is counted: lanes do not tell that. Cost: a binary search a lane.
Moment momentOfLanes(const Columns& columns, std::int64_t ns);

/// The first of a lane's closed spans that ends behind `ns`: the one that covers this instant, if one does.
inline std::vector<Span>::const_iterator spanAt(const Lane& lane, std::int64_t ns)
{
    return std::ranges::upper_bound(lane.spans, ns, {}, &Span::endNs);
}

/// The next instant behind `ns` at which a span of the lane begins or ends, something is put or got,
/// or an instant lies; notYet when there is none.
std::int64_t edgeAfter(const Lane& lane, std::int64_t ns);
/// The latest such instant before `ns`; notYet when there is none.
std::int64_t edgeBefore(const Lane& lane, std::int64_t ns);
/// Likewise of all lanes, and of all queues and counters: every put and get shows in one. Cost: a binary
/// search each.
std::int64_t edgeAfter(const Columns& columns, std::int64_t ns);
std::int64_t edgeBefore(const Columns& columns, std::int64_t ns);

} // namespace sojourn
