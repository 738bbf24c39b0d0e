#include "scene/stage/stage_graph.h"

#include "theme/palette.h"

#include <algorithm>

namespace sojourn {

namespace {

struct Layers
{
    std::vector<int> group, queue, pool, server; // -1: left out
    int ownThreads = -1;
};

bool usesQueues(const GroupInfo& group)
{
    return !group.putsInto.empty() || !group.getsFrom.empty();
}

bool sendsWork(const GroupInfo& group)
{
    return !group.offloadsTo.empty() || group.hasOwnThreads || !group.asks.empty();
}

/// Where no group uses a queue: who awaits others, then those. The reader refuses circles.
void layerByAwaiting(const RunInfo& info, Layers& layers)
{
    std::ranges::fill(layers.group, 0);
    for (std::size_t round = 0; round < info.groups.size(); ++round)
        for (std::size_t g = 0; g < info.groups.size(); ++g)
            for (const std::uint16_t awaited : info.groups[g].awaits)
                layers.group[awaited] = std::max(layers.group[awaited], layers.group[g] + 2);
}

/// The longest way from a maker. As many rounds as there are nodes reach every one; a circle stops growing
/// there.
void layerByQueues(const RunInfo& info, Layers& layers)
{
    const auto rounds = static_cast<int>(info.groups.size() + info.queues.size());
    for (std::size_t g = 0; g < info.groups.size(); ++g)
        if (usesQueues(info.groups[g]) || sendsWork(info.groups[g]))
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
}

/// Right of those that it needs. The reader refuses circles.
void layerByNeeds(const RunInfo& info, Layers& layers)
{
    for (std::size_t g = 0; g < info.groups.size(); ++g)
        if (info.groups[g].role != GroupRole::Plain) layers.group[g] = std::max(layers.group[g], 0);
    for (std::size_t round = 0; round < info.services.size(); ++round)
        for (const ServiceInfo& service : info.services)
            for (const std::uint16_t needed : service.needs)
                layers.group[service.group] = std::max(layers.group[service.group], layers.group[needed] + 2);
}

Layers layersOf(const RunInfo& info)
{
    Layers layers{std::vector<int>(info.groups.size(), -1), std::vector<int>(info.queues.size(), 1),
                  std::vector<int>(info.pools.size(), -1), std::vector<int>(info.servers.size(), -1)};
    if (std::ranges::any_of(info.groups, usesQueues))
        layerByQueues(info, layers);
    else
        layerByAwaiting(info, layers);
    layerByNeeds(info, layers);
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        for (const std::uint16_t pool : info.groups[g].offloadsTo)
            layers.pool[pool] = std::max(layers.pool[pool], layers.group[g] + 1);
        if (info.groups[g].hasOwnThreads)
            layers.ownThreads = std::max(layers.ownThreads, layers.group[g] + 1);
        for (const std::uint16_t server : info.groups[g].asks)
            layers.server[server] = std::max(layers.server[server], layers.group[g] + 1);
    }
    return layers;
}

int last(const std::vector<int>& layers)
{
    return layers.empty() ? 0 : *std::ranges::max_element(layers);
}

std::vector<std::uint16_t> membersOf(const std::vector<int>& layers, int layer)
{
    std::vector<std::uint16_t> members;
    for (std::uint16_t i = 0; i < layers.size(); ++i)
        if (layers[i] == layer) members.push_back(i);
    return members;
}

} // namespace

StageGraph StageGraph::of(const RunInfo& info)
{
    const Layers layers = layersOf(info);
    StageGraph graph;
    const int most = std::max(
        {last(layers.group), last(layers.queue), last(layers.pool), last(layers.server), layers.ownThreads});
    for (int layer = 0; layer <= most; ++layer) {
        StageColumn groups{false, membersOf(layers.group, layer)};
        std::erase_if(groups.members, [&](std::uint16_t g) { return info.groups[g].taskCount == 0; });
        StageColumn used{true, membersOf(layers.queue, layer), membersOf(layers.pool, layer),
                         membersOf(layers.server, layer)};
        if (layer == layers.ownThreads) used.pools.push_back(noPool);
        if (!groups.members.empty()) graph.columns.push_back(groups);
        if (!used.members.empty() || !used.pools.empty() || !used.servers.empty())
            graph.columns.push_back(used);
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
