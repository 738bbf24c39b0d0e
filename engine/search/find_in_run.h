// Everything in a run that answers a query.
#pragma once

#include "search/search_query.h"
#include "trace/columns.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// One thing that was found, and from when to when it is.
struct SearchHit
{
    enum class Kind : std::uint8_t { Task, Queue, Item, Span, Depth, Mark };
    static constexpr std::uint32_t none = 0xFFFFFFFFu;

    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    std::uint32_t task = noTask; ///< of a task, a span and a named mark; of an item its maker
    std::uint32_t number = none; ///< of an item; of a queue and a depth, the queue
    Kind kind = Kind::Task;

    bool operator==(const SearchHit&) const = default;
};

struct SearchHits
{
    static constexpr std::size_t mostKept = 1'000'000;

    std::uint64_t count = 0;
    std::vector<SearchHit> hits; ///< by instant of beginning, then by task; empty when there are too many
    std::vector<std::int64_t> reachNs; ///< by hit: where the last of it and of those before it ends
    std::vector<bool> lanes;           ///< by task: something of it is among them, whatever their number

    /// Those that reach into [fromNs, toNs): all of them lie in [first, last), with some that do not.
    struct Range
    {
        std::size_t first = 0, last = 0;
    };
    Range between(std::int64_t fromNs, std::int64_t toNs) const;

    bool isTooMany() const { return count > mostKept; }
};

/// Between who searches and who waits for it; each may be on its own thread.
struct SearchProgress
{
    std::atomic<bool> isStopped{false};  ///< nobody waits any more: the search ends soon, and is not whole
    std::atomic<std::uint64_t> found{0}; ///< so far
};

/// Looks through the columns, up to endNs for what goes on there. Cost: every name once, then every span (or
/// item, or step of depth) that the query may be about. Belongs on a worker.
SearchHits findInRun(const Columns& columns, std::int64_t endNs, const SearchQuery& query,
                     SearchProgress& progress);

} // namespace sojourn
