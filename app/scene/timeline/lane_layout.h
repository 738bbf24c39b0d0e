// Which lane lies where on the timeline.
#pragma once

#include "trace/run_info.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// One row of the timeline; y from the top of all rows.
struct LaneRow
{
    enum class Kind { Task, Depth };
    Kind kind = Kind::Task;
    std::uint32_t index = 0; ///< task or queue
    double y = 0;
    double height = 0;
    bool named = true; ///< where rows are very thin only some names find room

    double bottom() const { return y + height; }
};

/// The rows from top to bottom: tasks by group in order of starting. A single queue's depth comes last; with
/// several each follows the groups that put into it, so that the flow reads downwards.
struct LaneLayout
{
    std::vector<LaneRow> rows;
    double laneHeight = 24;
    double barHeight = 16;
    double totalHeight = 0;

    double barTop(const LaneRow& row) const { return row.y + (laneHeight - barHeight) / 2.0; }
    const LaneRow* task(std::uint32_t task) const;
    const LaneRow* queue(std::uint32_t queue) const;
    /// The row at this height; null between and outside.
    const LaneRow* at(double y) const;

    /// The tallest lanes of 24, 20, 13 and 9 with which all rows fit into `height`; 9 when none do.
    static LaneLayout of(const RunInfo& info, double height);
};

} // namespace sojourn
