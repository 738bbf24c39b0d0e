// Columns without a log: of what others recorded.
#pragma once

#include "trace/columns.h"
#include "trace/run_info.h"
#include "trace/time_map.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace sojourn {

/// Takes in spans, named marks, depths and visits in any order, and hands over columns as a fold over a log
/// would have made them: lanes in order of time, visits in order of beginning to put and linked by item. What
/// the recording does not tell stays as it is for an item that it has not happened to.
///
/// Spans of one lane must not overlap. Takes what it is given as its own; nothing is copied.
class ColumnsBuilder final
{
public:
    ColumnsBuilder(std::uint32_t tasks, std::size_t queues);

    /// A lane's spans, closed and of some length each.
    void setSpans(std::uint32_t task, std::vector<Span> spans);
    /// A lane's marks. One that has no spans lasts from its first mark to its last.
    void setMarks(std::uint32_t task, std::vector<Mark> marks);
    /// A queue's lengths. Steps of one instant stay in the order given.
    void setDepths(std::size_t queue, std::vector<DepthStep> steps);
    /// One item in one queue; its nextVisit and putEvent are the builder's to find. Items keep their numbers,
    /// also where some of those before are nobody's (see Columns::items()). Where there would be many of
    /// these for each visit, room for all of them is not made, and items are numbered anew in the same order.
    void addVisit(const Visit& visit) { m_visits.push_back(visit); }
    /// All of them at once.
    void setVisits(std::vector<Visit> visits) { m_visits = std::move(visits); }

    /// Whether items of all visits that there are so far keep their numbers.
    bool keepsNumbers() const;

    /// The latest instant there is so far; a nanosecond at least where anything is.
    std::int64_t lastNs() const;

    /// The columns, with an empty log. `info` has as many tasks and queues as this was made for. Call it
    /// once.
    std::shared_ptr<Columns> build(std::shared_ptr<const RunInfo> info);

    /// The same columns with every instant at its place on another axis, where none of a lane's spans may
    /// lose all of its length. When a sleep should end is not known there.
    static std::shared_ptr<Columns> retimed(const Columns& columns, const TimeMap& map);

private:
    void numberItems();
    void rankPuts();
    void linkVisits(Columns& columns);

    std::vector<Lane> m_lanes;
    std::vector<std::vector<DepthStep>> m_depths;
    std::vector<Visit> m_visits;
};

} // namespace sojourn
