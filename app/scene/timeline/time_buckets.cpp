#include "scene/timeline/time_buckets.h"

#include <algorithm>
#include <utility>

namespace sojourn {

double SummedTime::upTo(std::int64_t ns, std::int64_t endNs) const
{
    if (upToEdges.empty() || ns <= 0) return 0;
    const auto bucket = static_cast<std::size_t>(ns / widthNs);
    if (bucket + 1 >= upToEdges.size()) return upToEdges.back();
    const std::int64_t from = static_cast<std::int64_t>(bucket) * widthNs;
    const std::int64_t wide = std::min(widthNs, std::max<std::int64_t>(1, endNs - from));
    const double share = std::min(1.0, static_cast<double>(ns - from) / static_cast<double>(wide));
    return upToEdges[bucket] + share * (upToEdges[bucket + 1] - upToEdges[bucket]);
}

void TimeBuckets::add(std::int64_t fromNs, std::int64_t toNs)
{
    if (toNs <= fromNs || fromNs < 0) return;
    if (m_parts.empty()) {
        m_parts.resize(m_most);
        m_whole.resize(m_most);
    }
    while (static_cast<std::size_t>((toNs - 1) >> m_shift) >= m_most)
        widen();
    const auto first = static_cast<std::size_t>(fromNs >> m_shift);
    const auto last = static_cast<std::size_t>((toNs - 1) >> m_shift);
    if (first == last) {
        m_parts[first] += static_cast<double>(toNs - fromNs);
        return;
    }
    const auto edge = [&](std::size_t bucket) { return static_cast<std::int64_t>(bucket) << m_shift; };
    m_parts[first] += static_cast<double>(edge(first + 1) - fromNs);
    m_parts[last] += static_cast<double>(toNs - edge(last));
    m_whole[first + 1] += 1;
    m_whole[last] -= 1;
}

std::vector<double> TimeBuckets::sums() const
{
    std::vector<double> sums(m_parts);
    const auto width = static_cast<double>(widthNs());
    double filling = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        filling += m_whole[i];
        sums[i] += filling * width;
    }
    return sums;
}

void TimeBuckets::widen()
{
    const std::vector<double> before = sums();
    m_parts.assign(m_most, 0);
    m_whole.assign(m_most, 0);
    for (std::size_t i = 0; i < m_most; ++i)
        m_parts[i / 2] += before[i];
    ++m_shift;
}

SummedTime TimeBuckets::summed() const
{
    if (m_parts.empty()) return {};
    const std::vector<double> each = sums();
    std::vector<double> edges{0};
    edges.reserve(m_most + 1);
    for (const double sum : each)
        edges.push_back(edges.back() + sum);
    return {std::move(edges), widthNs()};
}

} // namespace sojourn
