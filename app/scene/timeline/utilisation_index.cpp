#include "scene/timeline/utilisation_index.h"

#include <algorithm>

namespace sojourn {

namespace {

bool takesItems(const RunInfo& info, const GroupInfo& group)
{
    return std::ranges::any_of(group.getsFrom, [&](std::uint16_t q) { return !info.queues[q].isCounter; });
}

/// Of another program: an arrow between its threads makes none of them a taker that may wait for items.
bool hasNamedSpans(const Columns& columns, const GroupInfo& group)
{
    for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t)
        if (const auto& spans = columns.lanes()[t].spans; !spans.empty()) return spans.front().isNamed();
    return false;
}

} // namespace

Utilisation UtilisationCurve::within(std::int64_t fromNs, std::int64_t toNs) const
{
    toNs = std::min(toNs, m_endNs);
    if (toNs <= fromNs) return {};
    const auto wide = static_cast<double>(toNs - fromNs);
    const auto mean = [&](const SummedTime& sums) {
        return (sums.upTo(toNs, m_endNs) - sums.upTo(fromNs, m_endNs)) / wide;
    };
    return {mean(m_busy), mean(m_there)};
}

bool UtilisationIndex::isBusy(TaskState state) const
{
    return state == TaskState::Running || state == TaskState::Working || state == TaskState::Offloaded ||
           (m_takers && state == TaskState::Sleeping);
}

void UtilisationIndex::begin(const Columns& columns)
{
    m_begun = true;
    m_recorded = columns.log().size() == 0;
    const RunInfo& info = columns.info();
    const auto takes = [&](const GroupInfo& group) {
        return takesItems(info, group) && !hasNamedSpans(columns, group);
    };
    m_takers = std::ranges::any_of(info.groups, takes);
    for (const GroupInfo& group : info.groups) {
        if (m_takers && !takes(group)) continue;
        for (std::uint32_t i = 0; i < group.taskCount; ++i)
            if (!m_recorded || !columns.lanes()[group.firstTask + i].spans.empty())
                m_tasks.push_back({group.firstTask + i});
    }
}

void UtilisationIndex::update(const Columns& columns)
{
    if (columns.isEmpty()) return; // of a run whose first events are to come nothing is known
    if (!m_begun) begin(columns);
    for (Task& task : m_tasks) {
        const Lane& lane = columns.lanes()[task.number];
        // Busy spans without a pause between them are added as one.
        std::int64_t from = 0, to = 0;
        for (; task.spans < lane.spans.size(); ++task.spans) {
            const Span& span = lane.spans[task.spans];
            if (!isBusy(span.state)) continue;
            if (span.startNs != to) {
                m_busy.add(from, to);
                from = span.startNs;
            }
            to = span.endNs;
        }
        m_busy.add(from, to);
        if (m_recorded || lane.endedNs == notYet || lane.startedNs == notYet || task.ended) continue;
        task.ended = true;
        m_there.add(lane.startedNs, lane.endedNs);
    }
}

UtilisationCurve UtilisationIndex::curve(const Columns& columns, std::int64_t endNs) const
{
    TimeBuckets busy = m_busy, there = m_there;
    for (const Task& task : m_tasks) {
        const Lane& lane = columns.lanes()[task.number];
        if (lane.startedNs != notYet && !task.ended) there.add(m_recorded ? 0 : lane.startedNs, endNs);
        if (isBusy(lane.open.state)) busy.add(lane.open.startNs, endNs);
    }
    UtilisationCurve curve;
    curve.m_busy = busy.summed();
    curve.m_there = there.summed();
    curve.m_endNs = endNs;
    return curve;
}

} // namespace sojourn
