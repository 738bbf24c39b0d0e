// What stands in queues when a run has ended.
#pragma once

#include "trace/columns.h"

#include <QString>

namespace sojourn {

/// "2 of 5 items are left in the queue", "All 3 items are left in work and results": those that were put and
/// that nobody has taken, as far as the columns go. Empty when none is. Cost: the visits.
QString leftBehind(const Columns& columns);

} // namespace sojourn
