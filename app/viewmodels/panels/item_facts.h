// The life of one item, for the inspector.
#pragma once

#include "trace/columns.h"
#include "viewmodels/panels/fact.h"

#include <cstdint>

namespace sojourn {

/// From its making to where it is done, or stands at `endNs`; the item must exist. Cost: the items, for the
/// comparison with them.
Facts itemFacts(const Columns& columns, std::uint32_t item, std::int64_t endNs);

/// The item that was put into the same queue just before or after this one's last put; -1 when there is none.
/// Cost: the visits.
int neighbourInQueue(const Columns& columns, std::uint32_t item, bool after);

} // namespace sojourn
