#include "stats/stretch.h"

#include <algorithm>
#include <functional>

namespace sojourn {

namespace {

/// How many of the visits, which are in the order of that instant, have it within [fromNs, toNs).
std::uint64_t countOf(const Columns& columns, const std::vector<std::uint32_t>& order,
                      std::int64_t Visit::*instant, std::int64_t fromNs, std::int64_t toNs)
{
    const auto at = [&](std::uint32_t v) { return columns.visits()[v].*instant; };
    const auto first = std::ranges::lower_bound(order, fromNs, {}, at);
    const auto last = std::ranges::lower_bound(order, toNs, {}, at);
    return static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, last - first));
}

void addTimes(const Lane& lane, std::int64_t fromNs, std::int64_t toNs, std::int64_t endNs,
              std::span<const LostStretch> lost, std::array<std::int64_t, shownStates>& times)
{
    const auto add = [&](const Span& span) {
        const auto state = static_cast<std::size_t>(span.state);
        const std::int64_t from = std::max(span.startNs, fromNs), to = std::min(span.endNs, toNs);
        if (state < times.size() && from < to) times[state] += to - from - lostWithin(lost, from, to);
    };
    auto span = std::ranges::lower_bound(lane.spans, fromNs, std::less_equal{}, &Span::endNs);
    for (; span != lane.spans.end() && span->startNs < toNs; ++span)
        add(*span);
    if (const auto open = lane.openUntil(endNs)) add(*open);
}

} // namespace

Stretch stretchBetween(const Columns& columns, std::int64_t fromNs, std::int64_t toNs, std::int64_t endNs,
                       std::uint32_t task, std::span<const LostStretch> lost)
{
    Stretch stretch;
    stretch.taken = countOf(columns, columns.takenVisits(), &Visit::dequeuedNs, fromNs, toNs);
    stretch.done = countOf(columns, columns.doneVisits(), &Visit::doneNs, fromNs, toNs);
    for (const Lane& lane : columns.lanes()) {
        const auto first = std::ranges::lower_bound(lane.spans, fromNs, {}, &Span::startNs);
        const auto last = std::ranges::lower_bound(lane.spans, toNs, {}, &Span::startNs);
        stretch.spans += static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, last - first));
        if (const auto open = lane.openUntil(endNs); open && open->startNs >= fromNs && open->startNs < toNs)
            ++stretch.spans;
    }
    if (task < columns.lanes().size())
        addTimes(columns.lanes()[task], fromNs, toNs, endNs, lost, stretch.taskNs);
    return stretch;
}

std::int64_t lostWithin(std::span<const LostStretch> lost, std::int64_t fromNs, std::int64_t toNs)
{
    std::int64_t sum = 0;
    for (auto at = std::ranges::upper_bound(lost, fromNs, {}, &LostStretch::toNs);
         at != lost.end() && at->fromNs < toNs; ++at)
        sum += std::min(at->toNs, toNs) - std::max(at->fromNs, fromNs);
    return sum;
}

} // namespace sojourn
