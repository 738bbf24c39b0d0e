// The ends of flows in order of time: each item that was taken, from its put to its get.
#pragma once

#include "formats/time_merge.h"
#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace sojourn {

/// One end of a flow.
struct FlowEnd
{
    std::int64_t ns; ///< where it stands
    const Visit* visit;
    std::uint32_t flow; ///< its number: in order of putting, from 1 on without gaps, so that they are the
                        ///< same when read again
    bool isPut;
};

/// The ends one by one. Puts come in the order of putting, whatever their places, and no get before its put.
/// It holds the gets of the items that are on their way.
class FlowEnds final
{
public:
    /// Where the put and the get of a visit stand, which may be before their instants.
    using Place = std::function<std::int64_t(const Visit&)>;

    FlowEnds(const Columns& columns, Place placeOfPut, Place placeOfGet);

    /// When the next one is due; TimeMerge::over behind the last.
    std::int64_t ns() const;
    /// The next one; while there is one. Then it is over to the one behind it.
    FlowEnd take();

private:
    struct Get
    {
        std::int64_t dueNs;
        std::int64_t placeNs;
        std::uint32_t visit;
        std::uint32_t flow;
        /// For a queue that has the latest on top.
        bool operator<(const Get& other) const
        {
            return dueNs != other.dueNs ? dueNs > other.dueNs : flow > other.flow;
        }
    };
    void findPut();
    bool isPutNext() const { return m_gets.empty() || m_putDueNs <= m_gets.top().dueNs; }

    const std::vector<Visit>& m_visits;
    Place m_placeOfPut, m_placeOfGet;
    std::vector<std::uint32_t> m_order; // of putting
    std::size_t m_nextPut = 0;          // in it
    std::int64_t m_putDueNs = 0;        // of that one
    std::int64_t m_putPlaceNs = 0;
    std::uint32_t m_flows = 0;
    std::priority_queue<Get> m_gets;
};

} // namespace sojourn
