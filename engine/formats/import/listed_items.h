// Which items there are, and where, as an event list tells.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// Numbers items as folds over a log expect them: in the order of making, without gaps. A list that begins in
/// the middle of a run, or was filtered, has others. Each function gives the item's number, or nothing where
/// no run could do that.
class ListedItems final
{
public:
    /// It waits to be put, or is dropped.
    std::optional<std::int64_t> begin(std::uint64_t raw);
    std::optional<std::int64_t> put(std::uint64_t raw, std::uint16_t queue);
    /// Nothing unless it stands in that queue.
    std::optional<std::int64_t> take(std::uint64_t raw, std::uint16_t queue);
    bool isIn(std::uint64_t raw, std::uint16_t queue) const;
    bool putEndMark(std::uint16_t queue);
    /// False unless one stands in that queue.
    bool takeEndMark(std::uint16_t queue);

private:
    /// Its number, where it was met.
    std::optional<std::uint64_t> known(std::uint64_t raw) const;
    static constexpr std::uint32_t nowhere = 0xFFFFFFFFu;

    std::vector<std::uint32_t> m_queueOfItem;                   // by its number here
    std::unordered_map<std::uint64_t, std::uint32_t> m_numbers; // of those that came behind a gap
    std::uint64_t m_regular = 0;                                // as many came without one
    std::vector<std::uint32_t> m_endMarks;                      // by queue
};

} // namespace sojourn
