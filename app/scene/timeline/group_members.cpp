#include "scene/timeline/group_members.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// What of the inner spans lies where there is none of the outer.
std::vector<Span> besides(const std::vector<Span>& outer, const std::vector<Span>& inner)
{
    std::vector<Span> parts;
    std::size_t at = 0;
    for (Span left : inner) {
        while (at < outer.size() && outer[at].endNs <= left.startNs)
            ++at;
        for (std::size_t o = at; o < outer.size() && outer[o].startNs < left.endNs; ++o) {
            Span before = left;
            before.endNs = outer[o].startNs;
            if (before.startNs < before.endNs) parts.push_back(before);
            left.startNs = outer[o].endNs;
        }
        if (left.startNs < left.endNs) parts.push_back(left);
    }
    return parts;
}

/// Adds them in order of time.
void join(std::vector<Span>& spans, const std::vector<Span>& more)
{
    const auto known = static_cast<std::ptrdiff_t>(spans.size());
    spans.insert(spans.end(), more.begin(), more.end());
    std::inplace_merge(spans.begin(), spans.begin() + known, spans.end(),
                       [](const Span& a, const Span& b) { return a.startNs < b.startNs; });
}

} // namespace

GroupMembers::GroupMembers(const Columns& columns, const GroupInfo& group)
    : m_firstTask(group.firstTask)
    , m_count(group.memberCount())
{
    if (group.nestedLanes == 0) return;
    const RunInfo& info = columns.info();
    for (std::uint32_t task = group.firstTask; task < group.firstTask + group.taskCount; ++task) {
        if (!info.isNestedLane(task)) {
            m_tasks.push_back(task);
            continue;
        }
        const std::size_t member = m_tasks.size() - 1;
        std::vector<Span> parts = besides(spans(columns, member), columns.lanes()[task].spans);
        if (parts.empty()) continue;
        const auto [joined, isNew] = m_joined.try_emplace(member);
        if (isNew) joined->second = columns.lanes()[m_tasks[member]].spans;
        join(joined->second, parts);
    }
}

} // namespace sojourn
