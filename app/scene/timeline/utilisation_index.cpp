#include "scene/timeline/utilisation_index.h"

#include <algorithm>

namespace sojourn {

namespace {

bool takesItems(const RunInfo& info, const GroupInfo& group)
{
    return std::ranges::any_of(group.getsFrom, [&](std::uint16_t q) { return !info.queues[q].isCounter; });
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

void UtilisationIndex::begin(const RunInfo& info)
{
    m_begun = true;
    m_takers =
        std::ranges::any_of(info.groups, [&](const GroupInfo& group) { return takesItems(info, group); });
    for (const GroupInfo& group : info.groups) {
        if (m_takers && !takesItems(info, group)) continue;
        const std::uint32_t lanes = group.counted ? group.taskCount : std::min(group.taskCount, 1u);
        for (std::uint32_t i = 0; i < lanes; ++i)
            m_tasks.push_back({group.firstTask + i});
    }
}

void UtilisationIndex::update(const Columns& columns)
{
    if (!m_begun) begin(columns.info());
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
        if (lane.endedNs == notYet || lane.startedNs == notYet || task.ended) continue;
        task.ended = true;
        m_there.add(lane.startedNs, lane.endedNs);
    }
}

UtilisationCurve UtilisationIndex::curve(const Columns& columns, std::int64_t endNs) const
{
    TimeBuckets busy = m_busy, there = m_there;
    for (const Task& task : m_tasks) {
        const Lane& lane = columns.lanes()[task.number];
        if (lane.startedNs != notYet && !task.ended) there.add(lane.startedNs, endNs);
        if (isBusy(lane.open.state)) busy.add(lane.open.startNs, endNs);
    }
    UtilisationCurve curve;
    curve.m_busy = busy.summed();
    curve.m_there = there.summed();
    curve.m_endNs = endNs;
    return curve;
}

} // namespace sojourn
