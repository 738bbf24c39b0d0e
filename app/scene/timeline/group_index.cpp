#include "scene/timeline/group_index.h"

#include "viewmodels/panels/words.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

void GroupIndex::Sums::passTo(std::int64_t ns)
{
    const auto passed = static_cast<double>(ns - atNs);
    for (std::size_t s = 0; s < places; ++s)
        taskNs[s] += passed * counts[s];
    atNs = ns;
}

void GroupIndex::Sums::apply(const Change& change)
{
    --counts[change.from];
    ++counts[change.to];
}

GroupIndex::Place GroupIndex::placeOf(const Span& span)
{
    const std::optional<StateLook> look = runningLook(span);
    return look ? static_cast<Place>(*look) : noLook;
}

void GroupIndex::note(std::size_t member, std::int64_t atNs, Place to)
{
    Seen& seen = m_seen[member];
    if (seen.last == to) return;
    m_changes.push_back({atNs, seen.last, to});
    seen.last = to;
}

void GroupIndex::noteMarks(Seen& seen, const Lane& lane)
{
    if (lane.hasInstants()) { // it has no other marks
        m_instants.insert(m_instants.end(), lane.marks.begin() + static_cast<std::ptrdiff_t>(seen.marks),
                          lane.marks.end());
        seen.marks = lane.marks.size();
    }
    for (; seen.marks < lane.marks.size(); ++seen.marks)
        if (lane.marks[seen.marks].kind == MarkKind::RequestFailed)
            m_failures.push_back(lane.marks[seen.marks].atNs);
    if (lane.endedNs == notYet || lane.endedHow != EndedHow::Failed || seen.isFailed) return;
    seen.isFailed = true;
    m_failures.push_back(lane.endedNs);
}

void GroupIndex::update(const Columns& columns, const GroupInfo& group)
{
    if (m_seen.empty()) {
        m_members = GroupMembers(columns, group);
        m_seen.resize(m_members.size());
    }
    const std::size_t failures = m_failures.size(), instants = m_instants.size();
    std::size_t spans = 0;
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        noteMarks(m_seen[i], m_members.lane(columns, i));
        spans += m_members.spans(columns, i).size();
    }
    if (failures < m_failures.size()) std::sort(m_failures.begin(), m_failures.end());
    if (instants < m_instants.size()) std::ranges::stable_sort(m_instants, {}, &Mark::atNs);
    if (spans > mostSpans && !m_sums) {
        m_changes = {};
        m_checkpoints = {};
        m_sums.emplace(m_members.size());
    }
    if (m_sums)
        m_sums->update(columns, m_members);
    else
        noteChanges(columns);
}

void GroupIndex::noteChanges(const Columns& columns)
{
    const std::size_t known = m_changes.size();
    for (std::size_t i = 0; i < m_seen.size(); ++i) {
        const Lane& lane = m_members.lane(columns, i);
        const std::vector<Span>& spans = m_members.spans(columns, i);
        for (std::size_t& s = m_seen[i].spans; s < spans.size(); ++s) {
            const Span& span = spans[s];
            // A recording's lane has gaps.
            if (s > 0 && spans[s - 1].endNs < span.startNs) note(i, spans[s - 1].endNs, noLook);
            note(i, span.startNs, placeOf(span));
        }
        if (lane.endedNs != notYet)
            note(i, lane.endedNs, noLook);
        else if (lane.startedNs != notYet)
            note(i, lane.open.startNs, placeOf(lane.open));
    }
    if (known < m_changes.size()) merge(known);
}

/// Puts the changes from `known` on where they belong, and mends the checkpoints.
void GroupIndex::merge(std::size_t known)
{
    const auto earlier = [](const Change& a, const Change& b) { return a.atNs < b.atNs; };
    const auto middle = m_changes.begin() + static_cast<std::ptrdiff_t>(known);
    std::stable_sort(middle, m_changes.end(), earlier);
    // A task that was ready before its turn was so a little before what others did meanwhile.
    const auto first = std::upper_bound(m_changes.begin(), middle, *middle, earlier);
    const auto sound = static_cast<std::size_t>(first - m_changes.begin());
    std::inplace_merge(first, middle, m_changes.end(), earlier);
    m_checkpoints.resize(std::min(m_checkpoints.size(), (sound + block - 1) / block));
    if (m_checkpoints.empty()) {
        Sums start;
        start.counts[noLook] = static_cast<std::int32_t>(m_seen.size());
        m_checkpoints.push_back(start);
    }
    Sums sums = m_checkpoints.back();
    for (std::size_t i = (m_checkpoints.size() - 1) * block; i < m_changes.size(); ++i) {
        if (i == m_checkpoints.size() * block) m_checkpoints.push_back(sums);
        sums.passTo(m_changes[i].atNs);
        sums.apply(m_changes[i]);
    }
}

GroupIndex::Sums GroupIndex::sumsAt(std::int64_t ns) const
{
    if (m_checkpoints.empty()) return {};
    const auto behind = std::upper_bound(m_checkpoints.begin() + 1, m_checkpoints.end(), ns,
                                         [](std::int64_t t, const Sums& sums) { return t < sums.atNs; });
    Sums sums = *std::prev(behind);
    const auto from = static_cast<std::size_t>(behind - m_checkpoints.begin() - 1) * block;
    for (std::size_t i = from; i < m_changes.size() && m_changes[i].atNs <= ns; ++i) {
        sums.passTo(m_changes[i].atNs);
        sums.apply(m_changes[i]);
    }
    sums.passTo(ns);
    return sums;
}

LookCounts GroupIndex::at(const Columns& columns, std::int64_t ns) const
{
    if (m_sums) return m_sums->at(columns, m_members, ns);
    return at(ns);
}

LookCounts GroupIndex::at(std::int64_t ns) const
{
    const Sums sums = sumsAt(ns);
    LookCounts counts{};
    for (std::size_t s = 0; s < counts.size(); ++s)
        counts[s] = static_cast<float>(sums.counts[s]);
    return counts;
}

void GroupIndex::columns(const Columns& run, const TimeWindow& window, std::int64_t endNs,
                         std::vector<LookCounts>& out) const
{
    if (m_sums) return m_sums->columns(run, m_members, window, endNs, out);
    out.clear();
    const auto columns = static_cast<int>(std::lround(window.width));
    const std::int64_t end = std::min(endNs, window.toNs);
    Sums left = sumsAt(std::max<std::int64_t>(0, window.fromNs));
    for (int x = 0; x < columns && left.atNs < end; ++x) {
        // Not rounded: where a nanosecond has several columns, the first of them is that in which it begins.
        const auto edge = window.fromNs + static_cast<std::int64_t>(static_cast<double>(window.spanNs()) *
                                                                    (x + 1) / static_cast<double>(columns));
        LookCounts mean{};
        if (edge > left.atNs) {
            const Sums right = sumsAt(std::min(edge, end));
            const auto wide = static_cast<double>(right.atNs - left.atNs);
            for (std::size_t s = 0; s < mean.size(); ++s)
                mean[s] = static_cast<float>((right.taskNs[s] - left.taskNs[s]) / wide);
            left = right;
        } else {
            mean = at(left.atNs);
        }
        out.push_back(mean);
    }
}

} // namespace sojourn
