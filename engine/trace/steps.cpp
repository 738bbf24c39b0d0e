#include "trace/steps.h"

#include <algorithm>

namespace sojourn {

namespace {

/// Keeps the candidate that is nearest to a place, on one side of it: an instant, or a number of events.
template <typename Place, Place none> class Nearest final
{
public:
    Nearest(Place from, StepWay way)
        : m_from(from)
        , m_way(way)
    {
    }
    void offer(Place at)
    {
        if (at == none || (m_way == StepWay::Forward ? at <= m_from : at >= m_from)) return;
        const bool isNearer = m_way == StepWay::Forward ? at < m_best : at > m_best;
        if (m_best == none || isNearer) m_best = at;
    }
    Place best() const { return m_best; } ///< `none` where none was offered

private:
    const Place m_from;
    const StepWay m_way;
    Place m_best = none;
};
using NearestInstant = Nearest<std::int64_t, notYet>;
using NearestEvents = Nearest<std::uint64_t, 0>;

/// Where one stands is the last event that is listed: what happens unseen behind it is no step.
std::uint64_t withoutUnlisted(const EventLog& log, std::uint64_t events)
{
    while (events > 0 && log[events - 1].kind > lastListedKind)
        --events;
    return events;
}

StepPlace placeBehind(const Columns& columns, std::uint64_t events)
{
    if (events == 0) return {};
    return {columns.log()[events - 1].timeNs, events};
}

std::uint64_t firstAt(const Columns& columns, std::int64_t ns)
{
    std::uint64_t low = 0, high = columns.folded();
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if (columns.log()[middle].timeNs < ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// How many events have happened with the first of that instant that fits and comes behind `behind` of them;
/// 0: none does.
template <class Fits>
std::uint64_t eventsWith(const Columns& columns, std::int64_t ns, std::uint64_t behind, Fits fits)
{
    if (ns == notYet) return 0;
    for (std::uint64_t i = std::max(firstAt(columns, ns), behind);
         i < columns.folded() && columns.log()[i].timeNs == ns; ++i)
        if (fits(columns.log()[i])) return i + 1;
    return 0;
}

/// Events say which task marks an item of which queue as done, not which item: those of one instant are taken
/// in the order in which their visits were done.
std::uint64_t doneEvents(const Columns& columns, std::uint32_t visit)
{
    const std::vector<Visit>& visits = columns.visits();
    const Visit& of = visits[visit];
    if (of.doneNs == notYet) return 0;
    const auto ofSame = [&](const Visit& other) {
        return other.consumer == of.consumer && other.queue == of.queue;
    };
    std::size_t before = 0;
    const std::vector<std::uint32_t>& done = columns.doneVisits();
    for (auto at =
             std::ranges::lower_bound(done, of.doneNs, {}, [&](std::uint32_t v) { return visits[v].doneNs; });
         at != done.end() && *at != visit && visits[*at].doneNs == of.doneNs; ++at)
        if (ofSame(visits[*at])) ++before;
    return eventsWith(columns, of.doneNs, 0, [&](const Event& e) {
        return e.kind == EventKind::TaskDone && e.task == of.consumer && e.object == of.queue &&
               before-- == 0;
    });
}

StepPlace stepOfItem(const Columns& columns, const Item& item, std::uint64_t events, StepWay way)
{
    const EventLog& log = columns.log();
    NearestEvents nearest(way == StepWay::Forward ? events : withoutUnlisted(log, events), way);
    std::uint64_t seen = 0; // so many events have happened with the latest of its own
    for (std::uint32_t v = item.firstVisit; v != noVisit; v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        const auto is = [&](EventKind kind) {
            return [&visit, kind](const Event& e) {
                return e.kind == kind && e.value == visit.item && e.object == visit.queue;
            };
        };
        nearest.offer(eventsWith(columns, visit.putWaitNs, seen, is(EventKind::PutWait)));
        seen = std::max(seen, visit.putEvent + 1);
        nearest.offer(visit.putEvent + 1);
        const std::uint64_t got = eventsWith(columns, visit.dequeuedNs, seen, is(EventKind::Get));
        seen = std::max(seen, got);
        nearest.offer(got);
        nearest.offer(doneEvents(columns, v));
    }
    return placeBehind(columns, nearest.best());
}

bool isAlike(const Span& a, const Span& b)
{
    return a.state == b.state && a.detail == b.detail && a.isNamed() == b.isNamed() &&
           (!a.isNamed() || a.item == b.item);
}

/// The first span of the lane that begins behind ns.
std::vector<Span>::const_iterator beginningBehind(const Lane& lane, std::int64_t ns)
{
    return std::ranges::upper_bound(lane.spans, ns, {}, &Span::startNs);
}

/// The span that began last, at ns or before; null when none has.
const Span* latestSpan(const Columns& columns, std::int64_t ns, std::uint32_t task)
{
    const Span* latest = nullptr;
    for (std::uint32_t t = 0; t < columns.lanes().size(); ++t) {
        if (task != noTask && t != task) continue;
        const Lane& lane = columns.lanes()[t];
        const auto behind = beginningBehind(lane, ns);
        if (behind == lane.spans.begin()) continue;
        const Span& span = *std::prev(behind);
        if (latest == nullptr || span.startNs > latest->startNs) latest = &span;
    }
    return latest;
}

/// The named mark that came last, at ns or before; null when none has.
const Mark* latestNamedMark(const Columns& columns, std::int64_t ns, std::uint32_t task)
{
    const Mark* latest = nullptr;
    for (std::uint32_t t = 0; t < columns.lanes().size(); ++t) {
        const Lane& lane = columns.lanes()[t];
        if ((task != noTask && t != task) || !lane.hasInstants()) continue;
        const auto behind = std::ranges::upper_bound(lane.marks, ns, {}, &Mark::atNs);
        if (behind == lane.marks.begin()) continue;
        const Mark& mark = *std::prev(behind);
        if (latest == nullptr || mark.atNs > latest->atNs) latest = &mark;
    }
    return latest;
}

StepPlace instantStep(const Columns& columns, const Mark& like, std::int64_t ns, StepWay way)
{
    const std::int64_t from = way == StepWay::Forward ? ns : like.atNs;
    NearestInstant nearest(from, way);
    const auto alike = [&](const Mark& mark) { return mark.item == like.item && mark.atNs != from; };
    for (const Lane& lane : columns.lanes()) {
        if (!lane.hasInstants()) continue;
        const auto behind = std::ranges::upper_bound(lane.marks, from, {}, &Mark::atNs);
        if (way == StepWay::Forward) {
            const auto found = std::find_if(behind, lane.marks.end(), alike);
            if (found != lane.marks.end()) nearest.offer(found->atNs);
        } else {
            const auto found = std::find_if(std::make_reverse_iterator(behind), lane.marks.rend(), alike);
            if (found != lane.marks.rend()) nearest.offer(found->atNs);
        }
    }
    return {nearest.best()};
}

} // namespace

StepPlace itemStep(const Columns& columns, std::uint32_t item, StepPlace from, StepWay way)
{
    const Item& of = columns.items()[item];
    if (columns.log().size() > 0) return stepOfItem(columns, of, from.events, way);
    NearestInstant nearest(from.ns, way);
    nearest.offer(of.createdNs);
    for (std::uint32_t v = of.firstVisit; v != noVisit; v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        for (const std::int64_t at : {visit.putWaitNs, visit.enqueuedNs, visit.dequeuedNs, visit.doneNs})
            nearest.offer(at);
    }
    return {nearest.best()};
}

std::optional<EventKind> kindBefore(const Columns& columns, std::uint64_t events, std::uint32_t task)
{
    const EventLog& log = columns.log();
    for (std::uint64_t i = events; i-- > 0;)
        if (log[i].kind <= lastListedKind && (task == noTask || log[i].task == task)) return log[i].kind;
    return {};
}

StepPlace eventStep(const Columns& columns, EventKind kind, std::uint64_t events, StepWay way)
{
    const EventLog& log = columns.log();
    if (way == StepWay::Forward) {
        for (std::uint64_t i = events; i < columns.folded(); ++i)
            if (log[i].kind == kind) return placeBehind(columns, i + 1);
        return {};
    }
    // What happened last is where one stands; it is not gone back to.
    const std::uint64_t standing = withoutUnlisted(log, events);
    for (std::uint64_t i = standing > 0 ? standing - 1 : 0; i-- > 0;)
        if (log[i].kind == kind) return placeBehind(columns, i + 1);
    return {};
}

StepPlace spanStep(const Columns& columns, std::int64_t ns, std::uint32_t task, StepWay way)
{
    const Span* const like = latestSpan(columns, ns, task);
    // Of a span and an instant that come together the instant is the later: it lies within the span.
    if (const Mark* const mark = latestNamedMark(columns, ns, task);
        mark != nullptr && (like == nullptr || mark->atNs >= like->startNs))
        return instantStep(columns, *mark, ns, way);
    if (like == nullptr) return {};
    const std::int64_t from = way == StepWay::Forward ? ns : like->startNs;
    NearestInstant nearest(from, way);
    for (const Lane& lane : columns.lanes()) {
        const auto behind = beginningBehind(lane, from);
        const auto alike = [&](const Span& span) { return isAlike(span, *like) && span.startNs != from; };
        if (way == StepWay::Forward) {
            const auto found = std::find_if(behind, lane.spans.end(), alike);
            if (found != lane.spans.end()) nearest.offer(found->startNs);
        } else {
            const auto found = std::find_if(std::make_reverse_iterator(behind), lane.spans.rend(), alike);
            if (found != lane.spans.rend()) nearest.offer(found->startNs);
        }
    }
    return {nearest.best()};
}

} // namespace sojourn
