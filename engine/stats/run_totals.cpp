#include "stats/run_totals.h"

#include <algorithm>

namespace sojourn {

namespace {

std::int64_t openNs(const Columns& columns, TaskState state, std::int64_t untilNs)
{
    std::int64_t open = 0;
    for (const Lane& lane : columns.lanes())
        if (lane.open.state == state) open += untilNs - lane.open.startNs;
    return open;
}

} // namespace

void RunTotals::follow(const Columns& columns)
{
    m_spansSeen.resize(columns.lanes().size());
    for (std::size_t task = 0; task < m_spansSeen.size(); ++task) {
        const std::vector<Span>& spans = columns.lanes()[task].spans;
        for (std::size_t& i = m_spansSeen[task]; i < spans.size(); ++i) {
            const Span& span = spans[i];
            if (span.state == TaskState::GetWait) m_getWaitNs += span.endNs - span.startNs;
            if (span.state == TaskState::PutWait) m_putWaitNs += span.endNs - span.startNs;
        }
    }
    m_stepsSeen.resize(columns.depths().size());
    m_fullNs.resize(columns.depths().size());
    for (std::size_t q = 0; q < m_stepsSeen.size(); ++q) {
        const std::uint64_t capacity = columns.info().queues[q].capacity;
        const std::vector<DepthStep>& steps = columns.depths()[q];
        for (std::size_t& i = m_stepsSeen[q]; i + 1 < steps.size(); ++i) {
            if (capacity != 0 && steps[i].size >= capacity) m_fullNs[q] += steps[i + 1].atNs - steps[i].atNs;
        }
    }
}

std::int64_t RunTotals::putWaitNs(const Columns& columns, std::int64_t untilNs) const
{
    return m_putWaitNs + openNs(columns, TaskState::PutWait, untilNs);
}

std::int64_t RunTotals::getWaitNs(const Columns& columns, std::int64_t untilNs) const
{
    return m_getWaitNs + openNs(columns, TaskState::GetWait, untilNs);
}

std::optional<double> RunTotals::fullShare(const Columns& columns, std::int64_t untilNs,
                                           std::int64_t fromNs) const
{
    if (untilNs <= fromNs) return std::nullopt;
    std::optional<std::int64_t> most;
    for (std::size_t q = 0; q < m_fullNs.size(); ++q) {
        const std::uint64_t capacity = columns.info().queues[q].capacity;
        if (capacity == 0) continue;
        const std::vector<DepthStep>& steps = columns.depths()[q];
        const bool isFull = !steps.empty() && steps.back().size >= capacity;
        most = std::max(most.value_or(0), m_fullNs[q] + (isFull ? untilNs - steps.back().atNs : 0));
    }
    if (!most) return std::nullopt;
    return static_cast<double>(*most) / static_cast<double>(untilNs - fromNs);
}

} // namespace sojourn
