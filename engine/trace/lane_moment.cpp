#include "trace/lane_moment.h"

#include <algorithm>
#include <cstddef>

namespace sojourn {

namespace {

bool goesOn(const Lane& lane)
{
    return static_cast<int>(lane.open.state) < shownStates;
}

void takeFrom(const Span& span, TaskMoment& task)
{
    task.state = span.state;
    task.object = span.object;
    task.phase = static_cast<RequestPhase>(span.detail);
    task.sinceNs = span.startNs;
    if (span.state == TaskState::PutWait && span.item != noTask) task.puttingItem = span.item;
}

TaskMoment taskAt(const Lane& lane, std::int64_t ns)
{
    TaskMoment task;
    const auto span = spanAt(lane, ns);
    if (span != lane.spans.end() && span->startNs <= ns) {
        takeFrom(*span, task);
    } else if (goesOn(lane) && lane.open.startNs <= ns) {
        takeFrom(lane.open, task);
    } else if (span != lane.spans.end() || goesOn(lane)) {
        if (span == lane.spans.begin()) return task; // before its first
        task.state = TaskState::Ready;
        task.sinceNs = std::prev(span)->endNs;
    } else if (lane.spans.empty() && lane.hasInstants() && lane.startedNs <= ns && ns < lane.endedNs) {
        task.state = TaskState::Ready;
        task.sinceNs = lane.startedNs;
    } else if (!lane.spans.empty() || (lane.hasInstants() && ns >= lane.endedNs)) {
        task.state = TaskState::Ended;
        task.endedHow = lane.endedHow;
        task.sinceNs = lane.spans.empty() ? lane.endedNs : lane.spans.back().endNs;
    }
    return task;
}

/// The less (or the greater) of two instants, where notYet is none.
std::int64_t earlier(std::int64_t a, std::int64_t b)
{
    return a == notYet ? b : b == notYet ? a : std::min(a, b);
}

} // namespace

Moment momentOfLanes(const Columns& columns, std::int64_t ns)
{
    Moment moment;
    moment.atNs = ns;
    moment.tasks.reserve(columns.lanes().size());
    for (const Lane& lane : columns.lanes())
        moment.tasks.push_back(taskAt(lane, ns));
    moment.queues.resize(columns.info().queues.size());
    moment.pools.resize(columns.info().pools.size());
    moment.servers.resize(columns.info().servers.size());
    return moment;
}

std::int64_t edgeAfter(const Lane& lane, std::int64_t ns)
{
    std::int64_t edge = notYet;
    const auto span = spanAt(lane, ns);
    if (span != lane.spans.end()) {
        edge = span->startNs > ns ? span->startNs : span->endNs;
    } else if (goesOn(lane) && lane.open.startNs > ns) {
        edge = lane.open.startNs;
    }
    const auto mark = std::ranges::upper_bound(lane.marks, ns, {}, &Mark::atNs);
    return mark == lane.marks.end() ? edge : earlier(edge, mark->atNs);
}

std::int64_t edgeBefore(const Lane& lane, std::int64_t ns)
{
    std::int64_t edge = notYet;
    if (goesOn(lane) && lane.open.startNs < ns) edge = lane.open.startNs;
    const auto span = std::ranges::lower_bound(lane.spans, ns, {}, &Span::endNs); // ends at ns or behind
    if (span != lane.spans.end() && span->startNs < ns) edge = std::max(edge, span->startNs);
    if (span != lane.spans.begin()) edge = std::max(edge, std::prev(span)->endNs);
    const auto mark = std::ranges::lower_bound(lane.marks, ns, {}, &Mark::atNs);
    return mark == lane.marks.begin() ? edge : std::max(edge, std::prev(mark)->atNs);
}

std::int64_t edgeAfter(const Columns& columns, std::int64_t ns)
{
    std::int64_t edge = notYet;
    for (const Lane& lane : columns.lanes())
        edge = earlier(edge, edgeAfter(lane, ns));
    for (const std::vector<DepthStep>& steps : columns.depths())
        if (const auto step = std::ranges::upper_bound(steps, ns, {}, &DepthStep::atNs); step != steps.end())
            edge = earlier(edge, step->atNs);
    return edge;
}

std::int64_t edgeBefore(const Columns& columns, std::int64_t ns)
{
    std::int64_t edge = notYet;
    for (const Lane& lane : columns.lanes())
        edge = std::max(edge, edgeBefore(lane, ns));
    for (const std::vector<DepthStep>& steps : columns.depths())
        if (const auto step = std::ranges::lower_bound(steps, ns, {}, &DepthStep::atNs);
            step != steps.begin())
            edge = std::max(edge, std::prev(step)->atNs);
    return edge;
}

} // namespace sojourn
