// Instants of a run that one steps to.
#pragma once

#include "trace/columns.h"

#include <cstdint>

namespace sojourn {

enum class StepWay { Forward, Back };

/// The nearest instant behind `ns` (or before it) at which something happens to the item: it is made, its
/// putter begins to wait, it is put, got or done; notYet when there is none. Cost: its visits.
std::int64_t itemStep(const Columns& columns, std::uint32_t item, std::int64_t ns, StepWay way);

/// The nearest instant behind `ns` (or before it) at which the same kind of thing happens as the latest at or
/// before `ns`: an event of the same kind, where `events`, how many have happened at ns, says that they are
/// known; of lanes alone the beginning of a span in the same state and of the same name, or an instant of the
/// same name. `task`: that of the latest thing, where one is looked at; noTask: any. Things of that kind on
/// every task are stepped to. notYet when there is none. Cost: the events, spans or instants between.
std::int64_t kindStep(const Columns& columns, std::uint64_t events, std::int64_t ns, std::uint32_t task,
                      StepWay way);

} // namespace sojourn
