// The line that an item stands in: who was there as it came, and who went before it.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A queue as an item came to it.
struct Arrival
{
    std::uint32_t size = 0;         ///< with it; 0 where that is not known, or says nothing of its place
    std::vector<std::int64_t> gone; ///< who was taken at that very instant, but before
};

/// Many puts and gets may share the instant: the events tell their order.
Arrival arrivalOf(const Columns& columns, const Visit& visit);

/// Who stood there as it came, the one that came last first. End marks have no number, and are not named.
std::vector<const Visit*> stoodThere(const Columns& columns, const Visit& visit, const Arrival& arrival);

/// How many items were taken between its coming and its going, or so far.
std::size_t wentBefore(const Columns& columns, const Visit& visit, const Arrival& arrival);

} // namespace sojourn
