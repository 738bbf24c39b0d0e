// Places of a run that one steps to.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <optional>

namespace sojourn {

enum class StepWay { Forward, Back };

/// A place of a run that one steps to: an instant, and of a run whose events are known how many of them have
/// happened there, since several may be of one instant.
struct StepPlace
{
    std::int64_t ns = notYet;
    std::uint64_t events = 0; ///< 0: of lanes alone, where nothing but the instant tells it

    bool isNone() const { return ns == notYet; }
    bool operator==(const StepPlace&) const = default;
};

/// The nearest place behind that one (or before it) at which something happens to the item: it is made, its
/// putter begins to wait, it is put, got or done. Cost: its visits, and the events of their instants.
StepPlace itemStep(const Columns& columns, std::uint32_t item, StepPlace from, StepWay way);

/// The kind of the latest event, of that task if it is one, before which so many have happened; nothing where
/// there is none.
std::optional<EventKind> kindBefore(const Columns& columns, std::uint64_t events, std::uint32_t task);

/// The nearest place behind so many events (or before the one at which they stand) at which an event of that
/// kind happens, on whichever task. Back is the way that forward came. Cost: the events between.
StepPlace eventStep(const Columns& columns, EventKind kind, std::uint64_t events, StepWay way);

/// Of lanes alone: the nearest instant behind `ns` (or before it) at which a span in the same state and of
/// the same name begins as the latest at or before `ns`, or at which an instant of the same name is. `task`:
/// that of the latest, where one is looked at; noTask: any. Those on every task are stepped to. Cost: the
/// spans or instants between.
StepPlace spanStep(const Columns& columns, std::int64_t ns, std::uint32_t task, StepWay way);

} // namespace sojourn
