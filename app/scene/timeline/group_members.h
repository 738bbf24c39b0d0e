// Who is counted in the row of a folded group.
#pragma once

#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace sojourn {

/// The members of a group, see GroupInfo::memberCount(): a thread that has lanes of nested spans counts once,
/// and does what its outermost lane does; where that has a gap, the next one.
class GroupMembers final
{
public:
    GroupMembers() = default;
    /// A group with nested lanes is one of a recording: it is there as a whole. Cost: those lanes' spans.
    GroupMembers(const Columns& columns, const GroupInfo& group);

    std::size_t size() const { return m_count; }
    const Lane& lane(const Columns& columns, std::size_t member) const
    {
        return columns.lanes()[m_tasks.empty() ? m_firstTask + member : m_tasks[member]];
    }
    /// Its closed spans, in order of time.
    const std::vector<Span>& spans(const Columns& columns, std::size_t member) const
    {
        if (!m_joined.empty())
            if (const auto joined = m_joined.find(member); joined != m_joined.end()) return joined->second;
        return lane(columns, member).spans;
    }

private:
    std::size_t m_firstTask = 0;
    std::size_t m_count = 0;
    std::vector<std::uint32_t> m_tasks; // outermost lanes; empty: its tasks, one behind the other
    /// By member, of all its lanes, where spans overlap: not all of them lie within those of the outermost.
    std::unordered_map<std::size_t, std::vector<Span>> m_joined;
};

} // namespace sojourn
