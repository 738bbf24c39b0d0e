// How long the many tasks of a group looked how, where their changes are too many to be kept one by one.
#pragma once

#include "scene/base/time_window.h"
#include "scene/timeline/time_buckets.h"
#include "theme/state_look.h"
#include "trace/columns.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// The looks that a task may have between its first turn and its end.
inline constexpr std::size_t runningLooks = static_cast<std::size_t>(StateLook::Cancelled);

/// Tasks by StateLook; not yet started and ended ones are in none.
using LookCounts = std::array<float, runningLooks>;

/// The look of a span; nothing where its task has not started or has ended.
std::optional<StateLook> runningLook(const Span& span);

/// The spans of a group's tasks by look: of the whole run in a million buckets of time, which take 24 MB a
/// look that there is, however many spans there are. A window of not much more than its columns is counted
/// span by span.
class LookSums final
{
public:
    static constexpr std::size_t buckets = std::size_t{1} << 20;
    /// So many spans of a window are counted one by one: then a wider one has several buckets a column.
    static constexpr std::size_t countedSpans = 500'000;

    LookSums(std::uint32_t firstTask, std::uint32_t tasks);

    /// Takes in the spans that were closed since.
    void update(const Columns& columns);
    /// How many tasks have each look at this instant. Cost: the tasks, each with a search.
    LookCounts at(const Columns& columns, std::int64_t ns) const;
    /// As GroupIndex::columns(). Exact where the window has at most countedSpans; otherwise borders of
    /// columns lie within a bucket, which is taken to be the same all over. Cost: the tasks and the columns,
    /// and spans that are counted.
    void columns(const Columns& columns, const TimeWindow& window, std::int64_t endNs,
                 std::vector<LookCounts>& out) const;

private:
    class Counter;

    void addCounted(const Columns& columns, Counter& to) const;
    void addOpen(const Columns& columns, std::int64_t endNs, Counter& to) const;

    std::uint32_t m_firstTask;
    std::vector<std::size_t> m_seen; // closed spans, by task of the group
    std::array<TimeBuckets, runningLooks> m_times;
    std::array<SummedTime, runningLooks> m_summed; // of these, as of the last update
};

} // namespace sojourn
