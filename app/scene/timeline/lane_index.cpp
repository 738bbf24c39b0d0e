#include "scene/timeline/lane_index.h"

#include <algorithm>
#include <cstdlib>

namespace sojourn {

namespace {

template <class T> void fetchMemory(const T* first, std::size_t count)
{
    constexpr std::size_t line = 64; // bytes that come at once
    const char* const end = reinterpret_cast<const char*>(first + count);
    for (const char* at = reinterpret_cast<const char*>(first); at < end; at += line)
        __builtin_prefetch(at);
}

} // namespace

std::uint32_t LaneIndex::longer(const std::vector<Span>& spans, std::uint32_t a, std::uint32_t b) const
{
    if (a == none) return b;
    if (b == none) return a;
    const std::int64_t lengthA = spans[a].endNs - spans[a].startNs,
                       lengthB = spans[b].endNs - spans[b].startNs;
    if (lengthA == lengthB) return std::min(a, b); // whichever was met first would jump as a window moves
    return lengthB > lengthA ? b : a;
}

void LaneIndex::update(const std::vector<Span>& spans)
{
    for (; m_size < spans.size(); ++m_size) {
        const Span& span = spans[m_size];
        if (m_size % block == 0) {
            m_starts.push_back(span.startNs);
            m_before.push_back(m_sum);
        }
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
            if (isLoud(span))
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

SpansBefore LaneIndex::first(const std::vector<Span>& spans, std::size_t count) const
{
    return {count, times(spans, 0, count)};
}

/// The last block that begins before ns; the first where none does. Gallops from the block of `near`, which
/// begins before ns, so that its cost is the logarithm of what is passed.
std::size_t LaneIndex::blockAt(std::int64_t ns, std::size_t near) const
{
    std::size_t low = near / block, step = 1;
    while (low + step < m_starts.size() && m_starts[low + step] < ns) {
        low += step;
        step *= 2;
    }
    const auto from = m_starts.begin() + static_cast<std::ptrdiff_t>(low);
    const auto to = m_starts.begin() + static_cast<std::ptrdiff_t>(std::min(low + step, m_starts.size()));
    const auto behind = std::lower_bound(from, to, ns);
    return static_cast<std::size_t>(std::max(from + 1, behind) - m_starts.begin()) - 1;
}

/// About which span of the block begins at ns, if all were alike.
std::size_t LaneIndex::guess(std::size_t at, std::int64_t ns) const
{
    const std::size_t from = at * block, to = std::min(from + block, m_size);
    if (at + 1 >= m_starts.size() || ns <= m_starts[at]) return from;
    const double share =
        static_cast<double>(ns - m_starts[at]) / static_cast<double>(m_starts[at + 1] - m_starts[at]);
    return std::min(to, from + static_cast<std::size_t>(share * block));
}

SpansBefore LaneIndex::before(const std::vector<Span>& spans, std::int64_t ns, std::size_t near) const
{
    if (m_size == 0) return {};
    const std::size_t at = blockAt(ns, near);
    const std::size_t from = at * block, to = std::min(from + block, m_size);
    std::size_t end = guess(at, ns);
    while (end > from && spans[end - 1].startNs >= ns)
        --end;
    while (end < to && spans[end].startNs < ns)
        ++end;
    // From the nearer side.
    SpansBefore all{end, m_before[at]};
    if (end - from <= to - end) {
        for (std::size_t i = from; i < end; ++i)
            all.times[static_cast<std::size_t>(spans[i].state)] += spans[i].endNs - spans[i].startNs;
        return all;
    }
    all.times = at + 1 < m_before.size() ? m_before[at + 1] : m_sum;
    for (std::size_t i = end; i < to; ++i)
        all.times[static_cast<std::size_t>(spans[i].state)] -= spans[i].endNs - spans[i].startNs;
    return all;
}

std::optional<LaneIndex::Edge> LaneIndex::edgeNear(std::int64_t ns, std::int64_t slackNs,
                                                   const Edge& from) const
{
    if (m_starts.empty()) return {};
    std::size_t at = blockAt(ns, from.block * block);
    if (at + 1 < m_starts.size() && m_starts[at + 1] - ns < ns - m_starts[at]) ++at;
    if (at <= from.block || std::abs(m_starts[at] - ns) > slackNs) return {};
    return Edge{at, m_starts[at]};
}

StateTimes LaneIndex::between(const Edge& from, const Edge& to) const
{
    StateTimes times;
    for (std::size_t s = 0; s < times.size(); ++s)
        times[s] = m_before[to.block][s] - m_before[from.block][s];
    return times;
}

void LaneIndex::fetch(std::size_t edge) const
{
    if (edge < m_before.size()) fetchMemory(&m_before[edge], 1);
}

std::size_t LaneIndex::fetch(const std::vector<Span>& spans, std::int64_t ns, std::size_t near) const
{
    constexpr std::size_t wrongBy = 4; // the guess, most often
    if (m_size == 0) return 0;
    const std::size_t at = blockAt(ns, near);
    const std::size_t from = at * block, to = std::min(from + block, m_size), end = guess(at, ns);
    const bool isFirstHalf = end - from <= to - end;
    if (isFirstHalf)
        fetchMemory(&spans[from], std::min(to, end + wrongBy) - from);
    else
        fetchMemory(&spans[std::max(from + wrongBy, end) - wrongBy],
                    to - std::max(from + wrongBy, end) + wrongBy);
    fetchMemory(&m_before[std::min(at + (isFirstHalf ? 0 : 1), m_before.size() - 1)], 1);
    return from;
}

std::uint32_t LaneIndex::longestLoud(const std::vector<Span>& spans, std::size_t from, std::size_t to) const
{
    std::uint32_t best = none;
    std::size_t unit = 1; // spans an entry of the level
    for (std::size_t level = 0; from < to; ++level, unit *= block) {
        const auto entry = [&](std::size_t i) {
            if (level > 0) return m_loudest[level - 1][i];
            return isLoud(spans[i]) ? static_cast<std::uint32_t>(i) : none;
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
