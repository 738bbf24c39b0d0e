// Where items spend their time on their way through a system, part by part.
#pragma once

#include "trace/columns.h"
#include "trace/event.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// What an item was in: a queue, or the hands of a group's task in some state.
struct WayPart
{
    bool isWait = true;       ///< in a queue
    std::uint16_t object = 0; ///< queue or group
    TaskState state = TaskState::Ready;
    RequestPhase phase = RequestPhase::None;
    int rank = 0;        ///< where on the way it was met first
    std::int64_t ns = 0; ///< of all items together
};

/// Splits the sojourns of all items that have left into parts. An item's way is its visits, one behind
/// another: in a queue, then with whoever took it, whose spans say what that did meanwhile; up to its last
/// task_done (see Columns). So the parts add up to the sojourns. A fold over columns that may still grow.
class ItemWays final
{
public:
    /// Takes in what has left since, at most so many visits of it. False: there are more.
    bool follow(const Columns& columns, std::size_t mostVisits);

    std::uint64_t items() const { return m_items; }
    std::int64_t sojournNs() const { return m_sojournNs; } ///< of all items together
    const std::vector<WayPart>& parts() const { return m_parts; }

private:
    void addItem(const Columns& columns, std::uint32_t item);
    void addHeld(const Columns& columns, const Visit& visit, int rank, std::int64_t toNs);
    void add(const WayPart& part, std::int64_t ns);

    std::vector<WayPart> m_parts;
    std::size_t m_followed = 0; // of Columns::doneVisits()
    std::uint64_t m_items = 0;
    std::int64_t m_sojournNs = 0;
};

} // namespace sojourn
