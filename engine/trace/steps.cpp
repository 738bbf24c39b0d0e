#include "trace/steps.h"

#include <algorithm>

namespace sojourn {

namespace {

/// Keeps the candidate that is nearest to an instant, on one side of it.
class Nearest final
{
public:
    Nearest(std::int64_t ns, StepWay way)
        : m_ns(ns)
        , m_way(way)
    {
    }
    void offer(std::int64_t at)
    {
        if (at == notYet || (m_way == StepWay::Forward ? at <= m_ns : at >= m_ns)) return;
        const bool isNearer = m_way == StepWay::Forward ? at < m_best : at > m_best;
        if (m_best == notYet || isNearer) m_best = at;
    }
    std::int64_t best() const { return m_best; }

private:
    const std::int64_t m_ns;
    const StepWay m_way;
    std::int64_t m_best = notYet;
};

std::int64_t eventStep(const EventLog& log, std::uint64_t events, std::uint64_t folded, std::int64_t ns,
                       std::uint32_t task, StepWay way)
{
    std::uint64_t latest = events;
    while (latest > 0 &&
           (log[latest - 1].kind > lastListedKind || (task != noTask && log[latest - 1].task != task)))
        --latest;
    if (latest == 0) return notYet;
    const EventKind kind = log[latest - 1].kind;
    if (way == StepWay::Forward) {
        for (std::uint64_t i = events; i < folded; ++i)
            if (log[i].kind == kind && log[i].timeNs > ns) return log[i].timeNs;
        return notYet;
    }
    // What happened last is where one stands; it is not gone back to.
    const std::int64_t before = log[latest - 1].timeNs;
    for (std::uint64_t i = latest; i-- > 0;)
        if (log[i].kind == kind && log[i].timeNs < before) return log[i].timeNs;
    return notYet;
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
const Mark* latestInstant(const Columns& columns, std::int64_t ns, std::uint32_t task)
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

std::int64_t instantStep(const Columns& columns, const Mark& like, std::int64_t ns, StepWay way)
{
    const std::int64_t from = way == StepWay::Forward ? ns : like.atNs;
    Nearest nearest(from, way);
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
    return nearest.best();
}

std::int64_t spanStep(const Columns& columns, std::int64_t ns, std::uint32_t task, StepWay way)
{
    const Span* const like = latestSpan(columns, ns, task);
    // Of a span and an instant that come together the instant is the later: it lies within the span.
    if (const Mark* const mark = latestInstant(columns, ns, task);
        mark != nullptr && (like == nullptr || mark->atNs >= like->startNs))
        return instantStep(columns, *mark, ns, way);
    if (like == nullptr) return notYet;
    const std::int64_t from = way == StepWay::Forward ? ns : like->startNs;
    Nearest nearest(from, way);
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
    return nearest.best();
}

} // namespace

std::int64_t itemStep(const Columns& columns, std::uint32_t item, std::int64_t ns, StepWay way)
{
    Nearest nearest(ns, way);
    const Item& of = columns.items()[item];
    nearest.offer(of.createdNs);
    for (std::uint32_t v = of.firstVisit; v != noVisit; v = columns.visits()[v].nextVisit) {
        const Visit& visit = columns.visits()[v];
        for (const std::int64_t at : {visit.putWaitNs, visit.enqueuedNs, visit.dequeuedNs, visit.doneNs})
            nearest.offer(at);
    }
    return nearest.best();
}

std::int64_t kindStep(const Columns& columns, std::uint64_t events, std::int64_t ns, std::uint32_t task,
                      StepWay way)
{
    const bool hasEvents = columns.log().size() > 0;
    return hasEvents ? eventStep(columns.log(), events, columns.folded(), ns, task, way)
                     : spanStep(columns, ns, task, way);
}

} // namespace sojourn
