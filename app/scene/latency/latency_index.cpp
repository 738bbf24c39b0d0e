#include "scene/latency/latency_index.h"

#include <algorithm>

namespace sojourn {

void LatencyIndex::update(const Columns& columns, const Columns& placed)
{
    const auto& done = columns.doneVisits();
    for (; m_folded < done.size(); ++m_folded) {
        const Visit& visit = columns.visits()[done[m_folded]];
        if (visit.nextVisit != noVisit) continue; // it went on: it leaves with its last visit
        const std::int64_t sojourn = columns.sojournNs(visit.item);
        if (sojourn == notYet) continue;
        const Visit& first = columns.visits()[columns.items()[visit.item].firstVisit];
        const std::int64_t putWait = first.putWaitNs == notYet ? 0 : first.enqueuedNs - first.putWaitNs;
        m_dots.push_back({placed.visits()[done[m_folded]].doneNs, sojourn, putWait, visit.item});
        m_histogram.add(sojourn);
        m_longestNs = std::max(m_longestNs, sojourn);
        m_highestNs = std::max(m_highestNs, sojourn + putWait);
        m_anyPutWait |= putWait > 0;
    }
}

std::pair<std::size_t, std::size_t> LatencyIndex::between(std::int64_t fromNs, std::int64_t toNs) const
{
    const auto before = [](const LatencyDot& dot, std::int64_t t) { return dot.leftNs < t; };
    const auto first = std::lower_bound(m_dots.begin(), m_dots.end(), fromNs, before);
    const auto last = std::lower_bound(first, m_dots.end(), toNs, before);
    return {static_cast<std::size_t>(first - m_dots.begin()),
            static_cast<std::size_t>(last - m_dots.begin())};
}

std::size_t LatencyIndex::find(const Columns& columns, std::uint32_t item) const
{
    if (item >= columns.items().size() || columns.items()[item].lastVisit == noVisit) return m_dots.size();
    const std::int64_t left = columns.visits()[columns.items()[item].lastVisit].doneNs;
    if (left == notYet) return m_dots.size();
    for (auto [i, end] = between(left, left + 1); i < end; ++i)
        if (m_dots[i].item == item) return i;
    return m_dots.size();
}

const Histogram& SojournsSoFar::upTo(const LatencyIndex& index, std::size_t count)
{
    if (&index != m_index || count < m_count) forget();
    m_index = &index;
    for (; m_count < count; ++m_count)
        m_histogram.add(index.dots()[m_count].sojournNs);
    return m_histogram;
}

} // namespace sojourn
