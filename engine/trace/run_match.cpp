#include "trace/run_match.h"

#include <algorithm>

namespace sojourn {

std::vector<std::uint32_t> matchingTasks(const RunInfo& from, const RunInfo& to)
{
    std::vector<std::uint32_t> matches(from.taskCount(), noMatch);
    for (const GroupInfo& group : from.groups) {
        const auto other = std::ranges::find(to.groups, group.name, &GroupInfo::name);
        if (other == to.groups.end()) continue;
        const std::uint32_t behind = group.firstTask + group.taskCount;
        const std::uint32_t otherBehind = other->firstTask + other->taskCount;
        // Thread by thread, of each its outermost lanes.
        for (std::uint32_t task = group.firstTask, match = other->firstTask;
             task < behind && match < otherBehind;) {
            const std::uint32_t lanes = from.laneCountOf(task), otherLanes = to.laneCountOf(match);
            for (std::uint32_t i = 0; i < std::min(lanes, otherLanes); ++i)
                matches[task + i] = match + i;
            task += lanes, match += otherLanes;
        }
    }
    return matches;
}

std::vector<std::uint32_t> matchingQueues(const RunInfo& from, const RunInfo& to)
{
    std::vector<std::uint32_t> matches;
    for (const QueueInfo& queue : from.queues) {
        const auto other = std::ranges::find(to.queues, queue.name, &QueueInfo::name);
        matches.push_back(other == to.queues.end() ? noMatch
                                                   : static_cast<std::uint32_t>(other - to.queues.begin()));
    }
    return matches;
}

} // namespace sojourn
