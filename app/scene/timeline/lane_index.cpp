#include "scene/timeline/lane_index.h"

namespace sojourn {

std::uint32_t LaneIndex::longer(const std::vector<Span>& spans, std::uint32_t a, std::uint32_t b) const
{
    if (a == none) return b;
    if (b == none) return a;
    return spans[b].endNs - spans[b].startNs > spans[a].endNs - spans[a].startNs ? b : a;
}

void LaneIndex::update(const std::vector<Span>& spans)
{
    for (; m_size < spans.size(); ++m_size) {
        const Span& span = spans[m_size];
        if (m_size % block == 0) m_before.push_back(m_sum);
        m_sum[static_cast<std::size_t>(span.state)] += span.endNs - span.startNs;

        std::size_t position = m_size / block;
        for (std::size_t level = 0;; ++level, position /= block) {
            if (level == m_loudest.size()) m_loudest.emplace_back();
            std::vector<std::uint32_t>& blocks = m_loudest[level];
            if (position == blocks.size()) {
                // A new level starts over blocks that came before it.
                std::uint32_t start = none;
                if (level > 0 && position == 0)
                    for (const std::uint32_t below : m_loudest[level - 1])
                        start = longer(spans, start, below);
                blocks.push_back(start);
            }
            if (isLoud(span.state))
                blocks[position] = longer(spans, blocks[position], static_cast<std::uint32_t>(m_size));
            if (blocks.size() < 2) break;
        }
    }
}

StateTimes LaneIndex::times(const std::vector<Span>& spans, std::size_t from, std::size_t to) const
{
    StateTimes sum{};
    const auto add = [&](std::size_t i, std::size_t end) {
        for (; i < end; ++i)
            sum[static_cast<std::size_t>(spans[i].state)] += spans[i].endNs - spans[i].startNs;
    };
    const std::size_t firstBlock = (from + block - 1) / block;
    const std::size_t lastBlock = to / block;
    if (firstBlock >= lastBlock || lastBlock >= m_before.size()) {
        // Within two blocks; or up to the lane's very end, where no sum lies behind the last block.
        if (to - from <= 2 * block) {
            add(from, to);
            return sum;
        }
    }
    const std::size_t upper = std::min(lastBlock, m_before.size() - 1);
    add(from, firstBlock * block);
    for (std::size_t s = 0; s < sum.size(); ++s)
        sum[s] += m_before[upper][s] - m_before[firstBlock][s];
    add(upper * block, to);
    return sum;
}

std::uint32_t LaneIndex::longestLoud(const std::vector<Span>& spans, std::size_t from, std::size_t to) const
{
    std::uint32_t best = none;
    std::size_t unit = 1; // spans an entry of the level
    for (std::size_t level = 0; from < to; ++level, unit *= block) {
        const auto entry = [&](std::size_t i) {
            if (level > 0) return m_loudest[level - 1][i];
            return isLoud(spans[i].state) ? static_cast<std::uint32_t>(i) : none;
        };
        const bool last = level == m_loudest.size();
        while (from < to && (last || from % block != 0))
            best = longer(spans, best, entry(from++));
        while (from < to && to % block != 0)
            best = longer(spans, best, entry(--to));
        from /= block;
        to /= block;
    }
    return best;
}

} // namespace sojourn
