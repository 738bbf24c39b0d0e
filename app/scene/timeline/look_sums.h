// How long the many tasks of a group looked how, where their changes are too many to be kept one by one.
#pragma once

#include "scene/base/time_window.h"
#include "scene/timeline/group_members.h"
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

/// The spans of a group's members, the same in each call, by look: of the whole run in a million buckets of
/// time, which take 24 MB a look that there is, however many spans there are. A window of not much more than
/// its columns is counted span by span.
class LookSums final
{
public:
    static constexpr std::size_t buckets = std::size_t{1} << 20;
    /// So many spans of a window are counted one by one: then a wider one has several buckets a column.
    static constexpr std::size_t countedSpans = 500'000;

    explicit LookSums(std::size_t members);

    /// Takes in the spans that were closed since.
    void update(const Columns& columns, const GroupMembers& members);
    /// How many members have each look at this instant. Cost: the members, each with a search.
    LookCounts at(const Columns& columns, const GroupMembers& members, std::int64_t ns) const;
    /// As GroupIndex::columns(). Exact where the window has at most countedSpans; otherwise borders of
    /// columns lie within a bucket, which is taken to be the same all over. Cost: the members and the
    /// columns, and spans that are counted.
    void columns(const Columns& columns, const GroupMembers& members, const TimeWindow& window,
                 std::int64_t endNs, std::vector<LookCounts>& out) const;

private:
    class Counter;

    static void addCounted(const Columns& columns, const GroupMembers& members, Counter& to);
    static void addOpen(const Columns& columns, const GroupMembers& members, std::int64_t endNs, Counter& to);

    std::vector<std::size_t> m_seen; // closed spans, by member
    std::array<TimeBuckets, runningLooks> m_times;
    std::array<SummedTime, runningLooks> m_summed; // of these, as of the last update
};

} // namespace sojourn
