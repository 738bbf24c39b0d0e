// Flows as items on their way from one lane to another.
#include "formats/import/assembly_end.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace sojourn {

/// The deepest lane that has a span there; or the one whose span begins next.
AssemblyEnd::Place AssemblyEnd::placeOf(const FlowPoint& point) const
{
    const std::int64_t ns = point.ns - m_originNs;
    const std::uint32_t first = m_taskOfTrack[point.track];
    if (first == noTask) return {};
    if (m_isOurs && point.lane > 0 && point.lane <= m_laneCounts[point.track]) {
        const std::vector<Span>& spans = m_spans[first + point.lane - 1];
        const auto behind = std::ranges::upper_bound(spans, ns, {}, &Span::startNs);
        const auto at = static_cast<std::size_t>(behind - spans.begin());
        return {first + point.lane - 1, at - (at > 0), at > 0 && spans[at - 1].endNs >= ns};
    }
    Place around{first}, next{first};
    std::int64_t nextNs = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t task = first; task < first + m_laneCounts[point.track]; ++task) {
        const std::vector<Span>& spans = m_spans[task];
        const auto behind = std::ranges::upper_bound(spans, ns, {}, &Span::startNs);
        const auto at = static_cast<std::size_t>(behind - spans.begin());
        if (at > 0 && spans[at - 1].endNs >= ns) {
            // A span that ends here is meant only where none begins.
            if (spans[at - 1].endNs > ns || !around.isInSpan) around = {task, at - 1, true};
            if (spans[at - 1].startNs == ns && ns < nextNs) nextNs = ns, next = {task, at - 1, true};
        }
        if (at < spans.size() && spans[at].startNs < nextNs)
            nextNs = spans[at].startNs, next = {task, at, true};
    }
    return point.bindsToNext && next.isInSpan ? next : around;
}

/// A flow may begin and end at what takes no time.
bool AssemblyEnd::isOnInstant(const FlowPoint& point) const
{
    const std::uint32_t task = m_taskOfTrack[point.track];
    return task != noTask &&
           std::ranges::binary_search(m_marks[task], point.ns - m_originNs, {}, &Mark::atNs);
}

void AssemblyEnd::addFlows()
{
    const LinkedFlows linked = linkedFlows(m_told.m_flows);
    for (const FlowPoint* point : linked.alone)
        m_told.m_findings.add(ImportFault::LoneFlow, ImportEffect::LeftOut, -1, point->ns, point->track);
    std::vector<FlowHop> hops = linked.hops;
    std::erase_if(hops, [&](const FlowHop& hop) {
        bool isLost = false;
        for (const FlowPoint* point : {hop.from, hop.to}) {
            if (m_taskOfTrack[point->track] != noTask) continue;
            isLost = true;
            m_told.m_findings.add(ImportFault::UnboundFlow, ImportEffect::LeftOut, -1, point->ns,
                                  point->track);
        }
        return isLost;
    });
    std::ranges::stable_sort(hops, {},
                             [](const FlowHop& hop) { return std::pair(hop.from->order, hop.from->ns); });
    const std::vector<std::uint32_t> items = itemsOf(hops);
    m_visits.reserve(hops.size());
    for (std::size_t i = 0; i < hops.size(); ++i)
        addFlow(hops[i], items[i]);
    m_told.m_flows = {};
    addDepthsOfVisits();
}

/// By hop: the numbers that the file has; where one has none, all are numbered in order of time. Steps of one
/// flow are one item.
std::vector<std::uint32_t> AssemblyEnd::itemsOf(const std::vector<FlowHop>& hops)
{
    std::vector<std::uint32_t> items;
    items.reserve(hops.size());
    for (const FlowHop& hop : hops)
        items.push_back(hop.from->item);
    if (std::ranges::find(items, noTask) == items.end()) return items;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers; // by the file's number, or by the flow
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const std::uint64_t key =
            items[i] == noTask ? hops[i].flow | std::uint64_t{1} << 63 : std::uint64_t{items[i]};
        items[i] = numbers.emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
    }
    return items;
}

/// When its putter began to wait: where a span of that stands before the put, and only such as the putter
/// needs to go on, on a real clock. notYet without a wait.
std::int64_t AssemblyEnd::putWaitBefore(const Visit& visit, std::uint32_t item) const
{
    constexpr int mostBetween = 2; // ready, running
    const std::vector<Span>& spans = m_spans[visit.producer];
    auto span = std::ranges::lower_bound(spans, visit.enqueuedNs, {}, &Span::startNs);
    for (int between = 0; between <= mostBetween && span != spans.begin(); ++between) {
        --span;
        if (span->state == TaskState::PutWait && span->item == item && span->object == visit.queue)
            return span->endNs <= visit.enqueuedNs ? span->startNs : notYet;
        if (span->state != TaskState::Ready && (span->state != TaskState::Running || span->isNamed())) break;
    }
    return notYet;
}

void AssemblyEnd::addFlow(const FlowHop& hop, std::uint32_t item)
{
    const Place from = placeOf(*hop.from), to = placeOf(*hop.to);
    // Ours may be of tasks that never spent time.
    for (const auto& [place, point] : {std::pair(from, hop.from), std::pair(to, hop.to)})
        if (!place.isInSpan && !m_isOurs && !isOnInstant(*point))
            m_told.m_findings.add(ImportFault::UnboundFlow, ImportEffect::Noted, -1, point->ns, point->track);
    Visit visit;
    visit.item = item;
    visit.queue = hop.from->queue;
    visit.producer = from.task;
    visit.consumer = to.task;
    visit.enqueuedNs = hop.from->instantNs() - m_originNs;
    // A step is put on by whoever took it: not before.
    if (const auto taken = m_takenAt.find(hop.from); taken != m_takenAt.end())
        visit.enqueuedNs = std::max(visit.enqueuedNs, taken->second);
    visit.dequeuedNs = std::max(hop.to->instantNs() - m_originNs, visit.enqueuedNs);
    // What arrives at the span that begins next is in nobody's hands until that begins.
    if (hop.to->bindsToNext && to.isInSpan) visit.dequeuedNs = std::max(visit.dequeuedNs, spanAt(to).startNs);
    if (m_isOurs) {
        // Files from before flows said their own instants have those that end a span a nanosecond before it;
        // see chrome_trace.h.
        if (hop.from->saidNs == notYet && from.isInSpan && spanAt(from).endNs == visit.enqueuedNs + 1)
            ++visit.enqueuedNs;
        const bool isLast = to.isInSpan && to.span + 1 == m_spans[to.task].size();
        if (hop.to->saidNs == notYet && isLast && spanAt(to).endNs == visit.dequeuedNs + 1)
            ++visit.dequeuedNs;
        if (hop.to->doneNs != notYet) visit.doneNs = std::max(hop.to->doneNs - m_originNs, visit.dequeuedNs);
        if (visit.producer != noTask) visit.putWaitNs = putWaitBefore(visit, hop.from->item);
    } else if (to.isInSpan) {
        visit.doneNs = std::max(spanAt(to).endNs, visit.dequeuedNs);
    }
    if (!m_isOurs) m_takenAt.emplace(hop.to, visit.dequeuedNs);
    m_visits.push_back(visit);
}

/// How many arrows were under way, where no counter tells a queue's length.
void AssemblyEnd::addDepthsOfVisits()
{
    struct Change
    {
        std::int64_t ns;
        int by;
    };
    std::vector<std::vector<Change>> changes(m_depths.size());
    for (const Visit& visit : m_visits) {
        if (!m_depths[visit.queue].empty()) continue;
        changes[visit.queue].push_back({visit.enqueuedNs, 1});
        changes[visit.queue].push_back({visit.dequeuedNs, -1});
    }
    for (std::size_t queue = 0; queue < changes.size(); ++queue) {
        // Of one instant, what comes is counted first: an item that passes at once was there.
        std::ranges::sort(changes[queue], [](const Change& a, const Change& b) {
            return a.ns != b.ns ? a.ns < b.ns : a.by > b.by;
        });
        std::int64_t size = 0;
        for (const Change& change : changes[queue])
            m_depths[queue].push_back(
                {change.ns, static_cast<std::uint32_t>(std::max<std::int64_t>(size += change.by, 0))});
        changes[queue] = {};
    }
}

} // namespace sojourn
