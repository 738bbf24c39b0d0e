// A run laid out on another axis of time: without its idle stretches, or with a step for every event.
#pragma once

#include "trace/columns.h"
#include "trace/time_map.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace sojourn {

/// A stretch in which nothing happens and nobody computes.
struct IdleStretch
{
    std::int64_t fromNs;
    std::int64_t toNs;

    bool operator==(const IdleStretch&) const = default;
};

/// Those of a run that are worth shortening.
struct IdleStretches
{
    std::int64_t shownNs = 0;           ///< what each of them is shortened to
    std::vector<IdleStretch> stretches; ///< in order, each longer than shownNs
};

/// A stretch between two neighbouring instants at which anything happens, up to `endNs`, is idle when no task
/// is ready, running, working, or off to a thread or the network: all sleep or wait. Those longer than four
/// times the median distance of such instants count. Cost: a sort of all spans' ends.
IdleStretches idleStretches(const Columns& columns, std::int64_t endNs);

/// A run on another axis.
struct RetimedRun
{
    TimeMap map;
    /// The run's lanes, visits and depths, in the same order, at their places on the axis. The instant at
    /// which a sleep should end is not known there.
    std::shared_ptr<const Columns> columns;
    /// Of a run in steps whose events are known: how many of them have happened behind each step.
    std::vector<std::uint64_t> eventsBehind;
    IdleStretches idle; ///< of a run without its idle stretches
};

/// Nanoseconds of the axis for a step: on the screen it then resembles a run's seconds.
inline constexpr std::int64_t stepOnAxis = 200'000'000;

RetimedRun withoutIdle(const Columns& columns, std::int64_t endNs);

/// Every listed event of the first columns.folded() of the log takes a step, also where several share an
/// instant; of a recording without events, every instant at which a span begins or ends, or that
/// is marked, does. `info` is the
/// columns'.
RetimedRun inSteps(const Columns& columns, std::shared_ptr<const RunInfo> info, std::int64_t endNs);

} // namespace sojourn
