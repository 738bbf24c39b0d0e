// What the tasks of a group did together: how many looked how, at any instant.
#pragma once

#include "scene/base/time_window.h"
#include "scene/timeline/group_members.h"
#include "scene/timeline/look_sums.h"
#include "theme/state_look.h"
#include "trace/columns.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// Grows with the members of one group: 16 bytes a change of look, 3 for checkpoints; a Mark for each
/// instant. Where there are more than `mostSpans` it has their sums instead, see LookSums: those cost a
/// search for each task, which a group of a hundred thousand could not afford in every frame.
class GroupIndex final
{
public:
    static constexpr std::size_t mostSpans = 2'000'000;

    /// Takes in the spans that were closed or opened since. Cost: the group's tasks and those spans.
    void update(const Columns& columns, const GroupInfo& group);

    /// How many members have each look at this instant. `columns` is what it was updated with last.
    LookCounts at(const Columns& columns, std::int64_t ns) const;
    /// One entry a device column of the window, up to the one that holds endNs: the mean over its time. Cost:
    /// the columns, each with a search; never the tasks.
    void columns(const Columns& run, const TimeWindow& window, std::int64_t endNs,
                 std::vector<LookCounts>& out) const;
    /// When a task of the group failed, or a request of it, in order.
    const std::vector<std::int64_t>& failures() const { return m_failures; }
    /// The instants of all its lanes, of a recording that has such, in order.
    const std::vector<Mark>& instants() const { return m_instants; }

private:
    using Place = std::uint8_t; // a look, or noLook
    static constexpr Place noLook = runningLooks;
    static constexpr std::size_t places = runningLooks + 1;
    static constexpr std::size_t block = 64; // changes between two checkpoints

    struct Change
    {
        std::int64_t atNs;
        Place from;
        Place to;
    };
    /// All of the group together at one instant, and what led there.
    struct Sums
    {
        std::int64_t atNs = 0;
        std::array<std::int32_t, places> counts{};
        std::array<double, places> taskNs{}; ///< by look: nanoseconds of all tasks from 0 on

        void passTo(std::int64_t ns);
        void apply(const Change& change);
    };
    struct Seen
    {
        std::size_t spans = 0;
        std::size_t marks = 0;
        Place last = noLook;
        bool isFailed = false;
    };

    static Place placeOf(const Span& span);
    void note(std::size_t member, std::int64_t atNs, Place to);
    void noteMarks(Seen& seen, const Lane& lane);
    void noteChanges(const Columns& columns);
    void merge(std::size_t known);
    Sums sumsAt(std::int64_t ns) const;
    LookCounts at(std::int64_t ns) const;

    GroupMembers m_members;
    std::vector<Seen> m_seen;        // by member
    std::vector<Change> m_changes;   // by instant
    std::vector<Sums> m_checkpoints; // before every block-th change
    std::optional<LookSums> m_sums;  // in place of these two
    std::vector<std::int64_t> m_failures;
    std::vector<Mark> m_instants;
};

} // namespace sojourn
