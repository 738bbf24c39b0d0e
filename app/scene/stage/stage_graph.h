// In which order groups and queues stand from left to right.
#pragma once

#include "trace/event.h"
#include "trace/run_info.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// A column of the stage: groups of tasks, or what they use: queues, and below them thread pools and servers.
struct StageColumn
{
    bool isUsed = false;                ///< by tasks: no groups, but what they use
    std::vector<std::uint16_t> members; ///< groups or queues, in their own order
    std::vector<std::uint16_t> pools{}; ///< noPool: threads of tasks' own; these two only where queues stand
    std::vector<std::uint16_t> servers{};
};

/// Makers on the left, then what they put into, then who gets from that, and so on; a pool or server stands
/// behind those who send work to it, as do threads of tasks' own. Groups that do nothing of that are left
/// out, unless nobody does: then whoever awaits others stands left of them. Services are never left out, nor
/// is their entry point; one that needs another stands right of it. Queues that nobody uses stand first. A
/// circle is cut where it closes.
struct StageGraph
{
    std::vector<StageColumn> columns;

    static StageGraph of(const RunInfo& info);
};

/// The hue (0..5) of every item: of its maker, or of its number if there is one maker.
class ItemHues final
{
public:
    ItemHues() = default;
    explicit ItemHues(const RunInfo& info);
    int hue(std::uint32_t maker, std::uint32_t item) const;
    /// Of a task that makes items; -1 of one that does not, or when items are told apart by their numbers.
    int hueOfMaker(std::uint32_t task) const;

private:
    std::vector<int> m_rank; // by task: as which maker it was counted, -1 when it makes none
    int m_makers = 0;
};

} // namespace sojourn
