// What the numbers of a run say that its statistics do not, added up as the run grows.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// Sums over the columns of a run; each span and step is looked at once, however often follow() is called.
class RunTotals final
{
public:
    /// Takes in what the columns have gained.
    void follow(const Columns& columns);

    /// How long tasks waited to get, together, in spans that are over.
    std::int64_t getWaitNs() const { return m_getWaitNs; }
    /// By queue: how long it was full up to its last step; 0 of one without a capacity.
    const std::vector<std::int64_t>& fullNs() const { return m_fullNs; }

private:
    std::vector<std::size_t> m_spansSeen, m_stepsSeen; // by task, by queue
    std::vector<std::int64_t> m_fullNs;
    std::int64_t m_getWaitNs = 0;
};

} // namespace sojourn
