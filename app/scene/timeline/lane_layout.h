// Which lane lies where on the timeline.
#pragma once

#include "trace/run_info.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sojourn {

/// One row of the timeline; y from the top of all rows.
struct LaneRow
{
    enum class Kind { Task, Depth, Group, GhostTask };
    Kind kind = Kind::Task;
    std::uint32_t index = 0; ///< task, queue or group; of a GhostTask the task of the run compared with
    double y = 0;
    double height = 0;
    double bar = 0;         ///< height of a task's bar
    double ghost = 0;       ///< height of the bar below it of the run that is compared with; 0: none
    std::uint32_t more = 0; ///< of a GhostTask: so many of its group follow that have no lane
    bool named = true;      ///< where rows are very thin only some names find room
    bool folded = false;    ///< of a group: its tasks are counted by state in this row; otherwise they follow
    bool inGroup = false;   ///< of a task: its group's name stands above, so its own is its number

    double bottom() const { return y + height; }
    double barTop() const { return y + std::floor((height - bar - (ghost > 0 ? ghost + 1.0 : 0.0)) / 2.0); }
    double ghostTop() const { return barTop() + bar + 1.0; }
};

/// Which groups are folded into one row, and which of their tasks are seen nevertheless.
struct LaneFolding
{
    /// Opened: unfolded by its own heading, which stays, however small it is, to fold it by again.
    enum class Choice : std::uint8_t { AsItComes, Folded, Unfolded, Opened };
    std::vector<Choice> groups;        ///< by group; those behind its end are as they come
    std::vector<std::uint32_t> pinned; ///< tasks whose lanes stand above all others, in this order
    bool requestsOpen = false;         ///< as they come, groups that send requests are not folded
    /// By task: where it stands among all, lower ones first; groups stand where the first of theirs does, and
    /// their tasks one behind the other, and likewise the lanes of a thread. Empty: in order of starting.
    std::vector<std::uint32_t> ranks{};
    /// By task: only these have lanes, and pinned and selected ones; no group is folded. Empty: all have.
    std::vector<bool> only{};
    std::optional<std::uint32_t> selected{}; ///< a task that has a lane in its place, whatever is folded

    bool isPinned(std::uint32_t task) const;
    bool isShown(std::uint32_t task) const;
    /// As it comes a group is folded when it has many members.
    bool isFolded(const RunInfo& info, std::uint16_t group) const;
    bool isOpened(std::uint16_t group) const;
    /// Whether it can be: a group of one task cannot.
    static bool isFoldable(const GroupInfo& group) { return group.taskCount > 1; }
    /// A copy in which it is the other way round.
    void toggle(const RunInfo& info, std::uint16_t group);
    /// Folds these, by group, and unfolds the others.
    void foldOnly(const std::vector<bool>& folded);
    /// Pins a task's lane, or lets it go; of an imported thread all its lanes, which would be nobody's among
    /// others. Of a deep one only that lane: its name says whose it is.
    void togglePin(const RunInfo& info, std::uint32_t task);
    bool operator==(const LaneFolding&) const = default;
};

/// By group of a run: the tasks that the one that it is compared with has beyond its own.
using GhostTasks = std::vector<std::vector<std::uint32_t>>;

/// The rows from top to bottom: pinned tasks first; then tasks by group, in order of starting unless the
/// folding says otherwise. Large groups have a row of their own above their tasks, or in place of them. A
/// single queue's depth comes last; with several each follows the groups that put into it, so that the flow
/// reads downwards.
struct LaneLayout
{
    std::vector<LaneRow> rows;
    double laneHeight = 24;
    double totalHeight = 0;
    /// Rows above this y stay where they are while the others scroll: the pinned ones, with a gap below them.
    /// 0 where none is pinned, or where they would leave less than half of the height to the others.
    double pinnedHeight = 0;
    static constexpr double pinnedGap = 5;
    static constexpr std::size_t mostGhostTasks = 6; ///< of a group

    /// The task's row, or that of the group that it is folded into; null where it has none.
    const LaneRow* task(std::uint32_t task) const;
    /// The row of a task that only the run compared with has; null where it has none.
    const LaneRow* ghostTask(std::uint32_t task) const;
    const LaneRow* queue(std::uint32_t queue) const;
    const LaneRow* group(std::uint32_t group) const;
    /// The row at this height; null between and outside.
    const LaneRow* at(double y) const;
    bool isPinned(const LaneRow& row) const { return row.y < pinnedHeight; }
    /// Rows that reach into [top, bottom).
    std::span<const LaneRow> between(double top, double bottom) const;

    /// The tallest lanes of 24, 20, 16, 13 and 9 with which all rows fit into `height`; 9 when none do.
    /// With `ghosts` each bar leaves room for that of another run below it, and the tasks that only that one
    /// has stand behind their group, the first few of them.
    static LaneLayout of(const RunInfo& info, double height, const LaneFolding& folding = {},
                         const GhostTasks* ghosts = nullptr);
    /// Whether all rows fit into `height` with a lane for each task that sends requests: their waterfall is
    /// what such a run is looked at for.
    static bool fitsRequests(const RunInfo& info, double height, LaneFolding folding);
    /// By group: whether its folded row is lower than its lanes, as high as those are while no group is
    /// folded.
    static std::vector<bool> savesHeight(const RunInfo& info, double height, LaneFolding folding);

private:
    void findTasks(const RunInfo& info);

    static constexpr std::uint32_t noRow = 0xFFFFFFFFu;
    std::vector<std::uint32_t> m_rowOfTask; // into rows
};

} // namespace sojourn
