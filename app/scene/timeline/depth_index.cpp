#include "scene/timeline/depth_index.h"

#include <algorithm>
#include <utility>

namespace sojourn {

void DepthIndex::update(const std::vector<DepthStep>& steps)
{
    for (; m_size < steps.size(); ++m_size) {
        const std::uint32_t size = steps[m_size].size;
        if (m_size % block == 0) m_blocks.push_back({size, size});
        Range& range = m_blocks.back();
        range.least = std::min(range.least, size);
        range.most = std::max(range.most, size);
        m_most = std::max(m_most, size);
    }
}

void DepthIndex::widen(DepthColumn& column, const std::vector<DepthStep>& steps, std::size_t from,
                       std::size_t to) const
{
    while (from < to) {
        Range range{steps[from].size, steps[from].size};
        std::size_t next = from + 1;
        if (from % block == 0 && from + block <= to) {
            range = m_blocks[from / block];
            next = from + block;
        }
        column.least = std::min(column.least, range.least);
        column.most = std::max(column.most, range.most);
        from = next;
    }
}

std::vector<DepthColumn> DepthIndex::columns(const std::vector<DepthStep>& steps, const TimeWindow& window,
                                             std::int64_t endNs) const
{
    const auto count = static_cast<int>(window.width);
    std::vector<DepthColumn> columns;
    columns.reserve(static_cast<std::size_t>(count));
    const auto behind = [](std::int64_t t, const DepthStep& step) { return t < step.atNs; };
    auto at = std::upper_bound(steps.begin(), steps.end(), window.fromNs, behind);
    std::uint32_t size = at == steps.begin() ? 0 : std::prev(at)->size;
    const double nsPerColumn = static_cast<double>(window.spanNs()) / std::max(1, count);
    const auto timeOf = [&](int column) {
        return window.fromNs + static_cast<std::int64_t>(column * nsPerColumn);
    };
    // Nothing lies behind the end; what happens at that very instant has one pixel.
    bool isEndSeen = !std::ranges::binary_search(steps, endNs, {}, &DepthStep::atNs);
    for (int c = 0; c < count; ++c) {
        // Where a nanosecond has several columns each of them is all of it, as in the lanes: what happens at
        // an instant is seen from its first pixel on.
        const std::int64_t t0 = timeOf(c), t1 = std::max(t0 + 1, timeOf(c + 1));
        if (t0 > endNs || (t0 == endNs && std::exchange(isEndSeen, true))) break;
        DepthColumn column{size, size, size};
        if (at != steps.end() && at->atNs < t1) {
            auto reach = at + 1; // gallop
            for (std::ptrdiff_t step = 1; reach < steps.end() && reach->atNs < t1; step *= 2)
                reach = steps.end() - reach > step ? reach + step : steps.end();
            const auto end = std::lower_bound(at, reach, t1,
                                              [](const DepthStep& s, std::int64_t t) { return s.atNs < t; });
            widen(column, steps, static_cast<std::size_t>(at - steps.begin()),
                  static_cast<std::size_t>(end - steps.begin()));
            size = column.last = std::prev(end)->size;
            at = end;
        }
        columns.push_back(column);
    }
    return columns;
}

} // namespace sojourn
