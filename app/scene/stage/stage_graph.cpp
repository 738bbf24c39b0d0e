#include "scene/stage/stage_graph.h"

#include "theme/palette.h"

#include <algorithm>

namespace sojourn {

namespace {

struct Layers
{
    std::vector<int> group, queue; // -1: left out
};

/// The longest way from a maker. As many rounds as there are nodes reach every one; a circle stops growing
/// there.
Layers layersOf(const RunInfo& info)
{
    Layers layers{std::vector<int>(info.groups.size(), -1), std::vector<int>(info.queues.size(), 1)};
    const auto rounds = static_cast<int>(info.groups.size() + info.queues.size());
    for (std::size_t g = 0; g < info.groups.size(); ++g)
        if (!info.groups[g].putsInto.empty() || !info.groups[g].getsFrom.empty())
            layers.group[g] = info.groups[g].getsFrom.empty() ? 0 : 2;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t g = 0; g < info.groups.size(); ++g)
            for (const std::uint16_t q : info.groups[g].putsInto) {
                const auto& from = info.groups[g].getsFrom;
                const bool returns = std::ranges::find(from, q) != from.end(); // puts back what it got
                if (!returns)
                    layers.queue[q] =
                        std::min(2 * rounds + 1, std::max(layers.queue[q], layers.group[g] + 1));
            }
        for (std::size_t g = 0; g < info.groups.size(); ++g)
            for (const std::uint16_t q : info.groups[g].getsFrom)
                layers.group[g] = std::min(2 * rounds, std::max(layers.group[g], layers.queue[q] + 1));
    }
    return layers;
}

} // namespace

StageGraph StageGraph::of(const RunInfo& info)
{
    const Layers layers = layersOf(info);
    StageGraph graph;
    const int most = std::max(layers.group.empty() ? 0 : *std::ranges::max_element(layers.group),
                              layers.queue.empty() ? 0 : *std::ranges::max_element(layers.queue));
    for (int layer = 0; layer <= most; ++layer) {
        StageColumn groups, queues{true, {}};
        for (std::uint16_t g = 0; g < layers.group.size(); ++g)
            if (layers.group[g] == layer) groups.members.push_back(g);
        for (std::uint16_t q = 0; q < layers.queue.size(); ++q)
            if (layers.queue[q] == layer) queues.members.push_back(q);
        if (!groups.members.empty()) graph.columns.push_back(groups);
        if (!queues.members.empty()) graph.columns.push_back(queues);
    }
    return graph;
}

ItemHues::ItemHues(const RunInfo& info)
    : m_rank(info.taskCount(), -1)
{
    for (const GroupInfo& group : info.groups) {
        if (group.putsInto.empty() || !group.getsFrom.empty()) continue;
        for (std::uint32_t i = 0; i < group.taskCount; ++i)
            m_rank[group.firstTask + i] = m_makers++;
    }
}

int ItemHues::hue(std::uint32_t maker, std::uint32_t item) const
{
    if (m_makers <= 1 || maker >= m_rank.size() || m_rank[maker] < 0)
        return static_cast<int>(item % itemHueCount);
    return m_rank[maker] % itemHueCount;
}

int ItemHues::hueOfMaker(std::uint32_t task) const
{
    if (m_makers <= 1 || task >= m_rank.size() || m_rank[task] < 0) return -1;
    return m_rank[task] % itemHueCount;
}

} // namespace sojourn
