#include "scenario/reader/await_circle.h"

#include <algorithm>

namespace sojourn {

std::optional<AwaitCircle> findAwaitCircle(const std::vector<AwaitEdge>& edges, std::size_t groupCount)
{
    // Takes away groups that await nobody who is left, again and again; what is left leads into a circle.
    std::vector<std::size_t> awaited(groupCount, 0); // by group: how many of its awaits are left
    std::vector<std::vector<std::uint16_t>> awaitedBy(groupCount);
    for (const AwaitEdge& edge : edges) {
        ++awaited[edge.from];
        awaitedBy[edge.to].push_back(edge.from);
    }
    std::vector<std::uint16_t> free;
    for (std::size_t group = 0; group < groupCount; ++group)
        if (awaited[group] == 0) free.push_back(static_cast<std::uint16_t>(group));
    while (!free.empty()) {
        const std::uint16_t group = free.back();
        free.pop_back();
        for (const std::uint16_t waiter : awaitedBy[group])
            if (--awaited[waiter] == 0) free.push_back(waiter);
    }
    std::vector<const AwaitEdge*> next(groupCount,
                                       nullptr); // the first await of a group that is left, to one that is
    for (const AwaitEdge& edge : edges)
        if (awaited[edge.from] > 0 && awaited[edge.to] > 0 && next[edge.from] == nullptr)
            next[edge.from] = &edge;
    const auto start =
        std::find_if(next.begin(), next.end(), [](const AwaitEdge* edge) { return edge != nullptr; });
    if (start == next.end()) return std::nullopt;

    std::vector<bool> seen(groupCount, false);
    std::uint16_t group = (*start)->from;
    while (!seen[group]) {
        seen[group] = true;
        group = next[group]->to;
    }
    AwaitCircle circle{next[group]->at, {group}};
    do
        circle.groups.push_back(next[circle.groups.back()]->to);
    while (circle.groups.back() != group);
    return circle;
}

} // namespace sojourn
