#include "trace/retimed.h"

#include "trace/columns_builder.h"
#include "trace/event_log.h"
#include "trace/task_fold.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace sojourn {

namespace {

constexpr std::int64_t timesMedian = 4;
/// When a sleep should end lies between two steps, nobody knows where: behind all of them it does no harm.
constexpr std::int64_t neverPlanned = std::numeric_limits<std::int64_t>::max();

bool isIdle(TaskState state)
{
    switch (state) {
    case TaskState::Ready:
    case TaskState::Running:
    case TaskState::Working:
    case TaskState::Offloaded:
        return false;
    default:
        return true;
    }
}

/// Every instant at which something happens, once, in order; 0 is the first.
std::vector<std::int64_t> instants(const Columns& columns, std::int64_t endNs)
{
    std::vector<std::int64_t> all{0};
    for (const Lane& lane : columns.lanes()) {
        for (const Span& span : lane.spans) {
            if (all.back() != span.startNs) all.push_back(span.startNs);
            all.push_back(span.endNs);
        }
        if (const auto open = lane.openUntil(endNs)) all.push_back(open->startNs);
        // Where something is put or got the queue's length says so; instants of others stand here alone.
        if (!lane.hasInstants()) continue;
        for (const Mark& mark : lane.marks)
            if (all.back() != mark.atNs) all.push_back(mark.atNs);
    }
    for (const std::vector<DepthStep>& steps : columns.depths())
        for (const DepthStep& step : steps)
            all.push_back(step.atNs);
    all.push_back(std::max(endNs, columns.lastNs()));
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// Takes out the stretches that a span covers in which its task is not idle.
void leaveOutBusy(const Span& span, std::vector<IdleStretch>& stretches, std::vector<bool>& isBusy)
{
    if (isIdle(span.state)) return;
    auto at = std::ranges::lower_bound(stretches, span.startNs, {}, &IdleStretch::fromNs);
    for (; at != stretches.end() && at->toNs <= span.endNs; ++at)
        isBusy[static_cast<std::size_t>(at - stretches.begin())] = true;
}

} // namespace

IdleStretches idleStretches(const Columns& columns, std::int64_t endNs)
{
    const std::vector<std::int64_t> at = instants(columns, endNs);
    IdleStretches idle;
    if (at.size() < 3) return idle;
    std::vector<std::int64_t> apart;
    apart.reserve(at.size() - 1);
    for (std::size_t i = 1; i < at.size(); ++i)
        apart.push_back(at[i] - at[i - 1]);
    const auto middle = apart.begin() + static_cast<std::ptrdiff_t>(apart.size() / 2);
    std::ranges::nth_element(apart, middle);
    idle.shownNs = timesMedian * *middle;

    std::vector<IdleStretch> longOnes;
    for (std::size_t i = 1; i < at.size(); ++i)
        if (at[i] - at[i - 1] > idle.shownNs) longOnes.push_back({at[i - 1], at[i]});
    std::vector<bool> isBusy(longOnes.size());
    for (const Lane& lane : columns.lanes()) {
        for (const Span& span : lane.spans)
            if (span.endNs - span.startNs > idle.shownNs) leaveOutBusy(span, longOnes, isBusy);
        if (const auto open = lane.openUntil(endNs)) leaveOutBusy(*open, longOnes, isBusy);
    }
    for (std::size_t i = 0; i < longOnes.size(); ++i)
        if (!isBusy[i]) idle.stretches.push_back(longOnes[i]);
    return idle;
}

RetimedRun withoutIdle(const Columns& columns, std::int64_t endNs)
{
    IdleStretches idle = idleStretches(columns, endNs);
    std::vector<TimeMap::Knot> knots{{0, 0}};
    for (const IdleStretch& stretch : idle.stretches) {
        const TimeMap::Knot last = knots.back();
        const TimeMap::Knot begin{stretch.fromNs, last.at + stretch.fromNs - last.ns};
        if (begin != last) knots.push_back(begin);
        knots.push_back({stretch.toNs, begin.at + idle.shownNs});
    }
    const std::int64_t most =
        idle.stretches.empty() ? std::numeric_limits<std::int64_t>::max() : idle.shownNs;
    const TimeMap::Knot last = knots.back();
    const std::int64_t end = std::max(endNs, columns.lastNs());
    if (end > last.ns) knots.push_back({end, last.at + end - last.ns});
    TimeMap map(std::move(knots), most);
    auto moved = ColumnsBuilder::retimed(columns, map);
    return {std::move(map), std::move(moved), {}, std::move(idle)};
}

namespace {

RetimedRun instantsAsSteps(const Columns& columns, std::int64_t endNs)
{
    std::vector<TimeMap::Knot> knots{{0, 0}};
    for (const std::int64_t ns : instants(columns, endNs))
        if (ns > 0) knots.push_back({ns, knots.back().at + stepOnAxis});
    TimeMap map(std::move(knots), stepOnAxis / 2);
    auto moved = ColumnsBuilder::retimed(columns, map);
    return {std::move(map), std::move(moved), {}, {}};
}

} // namespace

RetimedRun inSteps(const Columns& columns, std::shared_ptr<const RunInfo> info, std::int64_t endNs)
{
    if (columns.folded() == 0) return instantsAsSteps(columns, endNs);
    const EventLog& log = columns.log();
    std::vector<TimeMap::Knot> knots{{0, 0}};
    std::vector<std::uint64_t> eventsBehind;
    auto steps = std::make_shared<EventLog>();
    for (std::uint64_t i = 0; i < columns.folded(); ++i) {
        Event e = log[i];
        const std::int64_t ns = e.timeNs;
        e.timeNs = knots.back().at + stepOnAxis; // one that is not listed shares the step of the next that is
        if (plansItsEnd(e.kind)) e.value = neverPlanned;
        if (e.kind == EventKind::Resumed)
            e.value = std::prev(std::ranges::upper_bound(knots, e.value, {}, &TimeMap::Knot::ns))->at;
        steps->append(e);
        if (e.kind > lastListedKind) continue;
        knots.push_back({ns, e.timeNs});
        eventsBehind.push_back(i + 1);
    }
    if (endNs > knots.back().ns) knots.push_back({endNs, knots.back().at + stepOnAxis});
    steps->publish();
    auto moved = std::make_shared<Columns>(std::move(info), std::move(steps));
    moved->advance();
    return {TimeMap(std::move(knots), stepOnAxis / 2), std::move(moved), std::move(eventsBehind), {}};
}

} // namespace sojourn
