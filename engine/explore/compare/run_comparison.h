// Item by item: what each gained or lost from one run to another.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// One item in both runs, or in one of them. Items are the same when they have the same origin: the task of
/// that name made them, as its how-manieth. Draws depend on seed and origin alone, so what differs is what
/// the setting did.
struct ItemChange
{
    static constexpr std::uint32_t none = 0xFFFFFFFFu;
    std::uint32_t a = none; ///< its number in run A; none: A does not have it
    std::uint32_t b = none;
    std::int64_t aSojournNs = notYet; ///< its first put to its last done; notYet where it did not leave
    std::int64_t bSojournNs = notYet;
    std::int64_t aWaitNs = notYet; ///< put to get, in all queues together; notYet where it was never taken
    std::int64_t bWaitNs = notYet;

    bool isInBoth() const { return a != none && b != none; }
    /// It left in both runs, so that its sojourns can be compared.
    bool isCompared() const { return aSojournNs != notYet && bSojournNs != notYet; }
    /// B − A of the sojourns; only when isCompared().
    std::int64_t differenceNs() const { return bSojournNs - aSojournNs; }
};

/// What two measured lengths of time differ by is no change where it is less than a millisecond or a
/// hundredth of the longer one: a clock and a scheduler jitter by so much, and no two runs on the real clock
/// are equal to the nanosecond.
inline constexpr std::int64_t jitterNs = 1'000'000;
inline constexpr std::int64_t jitterParts = 100;
bool isWithinJitter(std::int64_t aNs, std::int64_t bNs);
/// "within 1 ms or 1 %"
inline constexpr const char* jitterWords = "within 1 ms or 1 %";

struct RunComparison
{
    bool isMeasured = false;       ///< either run is of the real clock: isWithinJitter() is the same
    std::vector<ItemChange> items; ///< in the order of B's numbers; behind them those that A alone has
    std::uint64_t shorter = 0;     ///< of those that left in both runs: they stay shorter in B
    std::uint64_t longer = 0;
    std::uint64_t same = 0;
    std::uint64_t unfinished = 0; ///< in both runs, but did not leave in both
    std::uint64_t onlyA = 0;
    std::uint64_t onlyB = 0;

    std::uint64_t compared() const { return shorter + longer + same; }
    std::uint64_t inBoth() const { return compared() + unfinished; }
    /// B − A of an item that isCompared(); 0 where it is the same.
    std::int64_t changeNs(const ItemChange& item) const
    {
        return isMeasured && isWithinJitter(item.aSojournNs, item.bSojournNs) ? 0 : item.differenceNs();
    }
};

/// Compares two whole runs of one scenario. Cost: their items and visits.
RunComparison compareRuns(const Columns& a, const Columns& b);

/// When an item was under way in either run, from the first that is known of it to the last: its first put,
/// or the wait for that, to its last done.
struct ItemStretch
{
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
};
ItemStretch stretchOf(const ItemChange& change, const Columns& a, const Columns& b);

enum class ChangeSign : std::uint8_t { Shorter, Longer };

/// Places in `items` of those that changed most in that direction, the largest change first; of equal ones
/// the first.
std::vector<std::uint32_t> changedMost(const RunComparison& comparison, ChangeSign sign, std::size_t most);

} // namespace sojourn
