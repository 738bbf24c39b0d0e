// Items that never got into a queue: when that was decided.
#pragma once

#include "trace/columns.h"

#include <cstdint>

namespace sojourn {

/// When the put of a visit was cut short, by a time-out or since its putter was cancelled, after it had
/// waited from Visit::putWaitNs on; notYet: it was not. Cost: a search in the putter's lane.
std::int64_t cutShortNs(const Columns& columns, const Visit& visit);

/// When a full queue refused the visit; notYet: it did not, or nobody knows.
std::int64_t droppedNs(const Columns& columns, const Visit& visit);

/// When the way of a visit into its queue ended, be it there, in a put cut short, or dropped; notYet: it goes
/// on.
std::int64_t putEndNs(const Columns& columns, const Visit& visit);

/// When the visit began: with its waiting to be put, where it waited.
std::int64_t visitBeginNs(const Columns& columns, const Visit& visit);

} // namespace sojourn
