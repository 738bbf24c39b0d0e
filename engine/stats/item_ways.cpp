#include "stats/item_ways.h"

#include <algorithm>

namespace sojourn {

bool ItemWays::follow(const Columns& columns, std::size_t mostVisits)
{
    const auto& done = columns.doneVisits();
    const std::size_t end = std::min(done.size(), m_followed + mostVisits);
    for (; m_followed < end; ++m_followed) {
        const Visit& visit = columns.visits()[done[m_followed]];
        if (visit.nextVisit == noVisit) addItem(columns, visit.item);
    }
    return m_followed == done.size();
}

void ItemWays::addItem(const Columns& columns, std::uint32_t item)
{
    const std::int64_t sojourn = columns.sojournNs(item);
    if (sojourn == notYet) return;
    const auto& visits = columns.visits();
    const Visit* visit = &visits[columns.items()[item].firstVisit];
    const std::int64_t endNs = visit->enqueuedNs + sojourn;
    ++m_items;
    m_sojournNs += sojourn;
    for (int rank = 0;; rank += 2) {
        add({.object = visit->queue, .rank = rank}, visit->dequeuedNs - visit->enqueuedNs);
        const Visit* const next = visit->nextVisit == noVisit ? nullptr : &visits[visit->nextVisit];
        addHeld(columns, *visit, rank + 1, next != nullptr ? next->enqueuedNs : endNs);
        if (next == nullptr) break;
        visit = next;
    }
}

/// What the visit's taker did in that time. What none of its spans covers it has not told yet: it runs.
void ItemWays::addHeld(const Columns& columns, const Visit& visit, int rank, std::int64_t toNs)
{
    const std::vector<Span>& spans = columns.lanes()[visit.consumer].spans;
    const WayPart running{.isWait = false,
                          .object = columns.info().groupOfTask[visit.consumer],
                          .state = TaskState::Running,
                          .rank = rank};
    std::int64_t at = visit.dequeuedNs;
    auto span = std::ranges::upper_bound(spans, at, {}, &Span::endNs);
    for (; span != spans.end() && span->startNs < toNs; ++span) {
        add(running, std::max(at, span->startNs) - at);
        at = std::max(at, span->startNs);
        const std::int64_t until = std::min(toNs, span->endNs);
        WayPart part = running;
        part.state = span->state;
        part.phase = static_cast<RequestPhase>(span->detail);
        add(part, until - at);
        at = until;
    }
    add(running, toNs - at);
}

void ItemWays::add(const WayPart& part, std::int64_t ns)
{
    if (ns <= 0) return;
    const auto same = [&](const WayPart& other) {
        return part.isWait == other.isWait && part.object == other.object && part.state == other.state &&
               part.phase == other.phase;
    };
    auto found = std::ranges::find_if(m_parts, same);
    if (found == m_parts.end()) found = m_parts.insert(found, part);
    found->rank = std::min(found->rank, part.rank);
    found->ns += ns;
}

} // namespace sojourn
