// What the numbers of a run say that its summary does not, added up as the run grows.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// Sums over the columns of a run; each span and step is looked at once, however often follow() is called.
/// The functions below ask for the columns that were followed last, and count what still goes on up to
/// `untilNs`; their cost is the tasks or queues.
class RunTotals final
{
public:
    RunTotals() = default;
    explicit RunTotals(const Columns& columns) { follow(columns); }

    /// Takes in what the columns have gained.
    void follow(const Columns& columns);

    /// How long tasks waited to put, all of them together.
    std::int64_t putWaitNs(const Columns& columns, std::int64_t untilNs) const;
    /// How long tasks waited to get, all of them together.
    std::int64_t getWaitNs(const Columns& columns, std::int64_t untilNs) const;
    /// Share of the time, 0 to 1, in which the queue with the most of it had no room; nothing where no queue
    /// has a capacity, or no time has passed. `fromNs`: from when on anything is known.
    std::optional<double> fullShare(const Columns& columns, std::int64_t untilNs,
                                    std::int64_t fromNs = 0) const;

private:
    std::vector<std::size_t> m_spansSeen, m_stepsSeen; // by task, by queue
    std::vector<std::int64_t> m_fullNs;                // by queue: up to its last step
    std::int64_t m_putWaitNs = 0, m_getWaitNs = 0;     // in spans that are over
};

} // namespace sojourn
