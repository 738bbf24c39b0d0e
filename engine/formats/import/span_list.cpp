#include "formats/import/span_list.h"

namespace sojourn {

namespace {

constexpr std::uint16_t noLane = 0xFFFF;

/// The lanes while spans come in order: of each the end of its last span.
class LaneEnds final
{
public:
    std::uint16_t laneFor(const Span& span, LaidLanes& laid)
    {
        // Whatever ended is in nobody's way any more.
        while (m_busy > 0 && m_ends[m_busy - 1] <= span.startNs)
            --m_busy;
        std::size_t lane = m_busy;
        while (lane > 0 && (m_ends[lane - 1] < span.endNs || m_ends[lane - 1] <= span.startNs))
            --lane;
        const bool isOverlapping = std::any_of(m_ends.begin() + static_cast<std::ptrdiff_t>(lane),
                                               m_ends.begin() + static_cast<std::ptrdiff_t>(m_busy),
                                               [&](std::int64_t end) { return end > span.startNs; });
        if (isOverlapping && laid.overlaps++ == 0) laid.firstOverlapNs = span.startNs;
        while (lane < m_ends.size() && m_ends[lane] > span.startNs)
            ++lane;
        if (lane == mostLanes) {
            if (laid.leftOut++ == 0) laid.firstLeftOutNs = span.startNs;
            return noLane;
        }
        if (lane == m_ends.size()) m_ends.push_back(0), m_counts.push_back(0);
        m_ends[lane] = span.endNs;
        ++m_counts[lane];
        m_busy = std::max(m_busy, lane + 1);
        return static_cast<std::uint16_t>(lane);
    }
    const std::vector<std::size_t>& counts() const { return m_counts; }

private:
    std::vector<std::int64_t> m_ends;
    std::vector<std::size_t> m_counts;
    std::size_t m_busy = 0; // no lane from here on has a span that goes on
};

bool isBefore(const Span& a, const Span& b)
{
    return a.startNs != b.startNs ? a.startNs < b.startNs : a.endNs > b.endNs; // the outer one first
}

} // namespace

LaidLanes laidOntoLanes(SpanList& list)
{
    LaidLanes laid;
    if (list.count() == 0) return laid;
    std::vector<Span> spans = list.take();
    std::erase_if(spans, [&](const Span& span) {
        if (span.endNs > span.startNs) return false;
        if (span.isNamed())
            laid.instants.add(Mark::named(span.startNs, span.item));
        else if (laid.noLength++ == 0)
            laid.firstNoLengthNs = span.startNs;
        return true;
    });
    if (!std::is_sorted(spans.begin(), spans.end(), isBefore))
        std::stable_sort(spans.begin(), spans.end(), isBefore);
    LaneEnds ends;
    std::vector<std::uint16_t> laneOf;
    laneOf.reserve(spans.size());
    for (const Span& span : spans)
        laneOf.push_back(ends.laneFor(span, laid));
    if (ends.counts().size() == 1 && laid.leftOut == 0) {
        laid.lanes.push_back(std::move(spans));
        return laid;
    }
    for (const std::size_t count : ends.counts())
        laid.lanes.emplace_back().reserve(count);
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (laneOf[i] != noLane) laid.lanes[laneOf[i]].push_back(spans[i]);
    return laid;
}

} // namespace sojourn
