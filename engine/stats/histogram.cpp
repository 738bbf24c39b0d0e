#include "stats/histogram.h"

#include <cmath>

namespace sojourn {

void Histogram::addOutside(std::int64_t ns, std::uint64_t times)
{
    if (times == 0) return;
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0));
    include(value, value);
    count(value, times);
}

void Histogram::include(std::uint64_t min, std::uint64_t max)
{
    m_min = std::min(m_min, min);
    m_max = std::max(m_max, max);
    m_span = m_max - m_min + 1;
    // By whole powers of two, so that a run that warms up grows a few dozen times at most.
    const std::size_t needed = ((indexOf(m_max) >> half) + 1) << half;
    if (needed > m_buckets.size()) m_buckets.resize(needed);
}

void Histogram::merge(const Histogram& other)
{
    if (other.m_count == 0) return;
    include(other.m_min, other.m_max);
    for (std::size_t i = 0; i < other.m_buckets.size(); ++i) {
        m_buckets[i].count += other.m_buckets[i].count;
        m_buckets[i].sum += other.m_buckets[i].sum;
    }
    m_count += other.m_count;
    m_sum.add(other.m_sum.value());
}

double Histogram::mean() const
{
    if (m_count == 0) return 0;
    // Quotient and remainder apart: the sum may need more digits than a double has.
    return static_cast<double>(static_cast<std::uint64_t>(m_sum.value() / m_count)) +
           static_cast<double>(static_cast<std::uint64_t>(m_sum.value() % m_count)) /
               static_cast<double>(m_count);
}

std::uint64_t Histogram::meanOf(std::size_t index) const
{
    const auto [count, sum] = m_buckets[index];
    const std::uint64_t lowest = lowestOf(index), highest = lowestOf(index + 1) - 1;
    const std::uint64_t above = sum - lowest * count;
    // Of values of years so many may be in one bucket that even this is too much for 64 bits.
    return std::min(lowest + (above / count) + (above % count > (count - 1) / 2 ? 1 : 0), highest);
}

std::int64_t Histogram::percentile(double percent) const
{
    if (m_count == 0) return 0;
    // The rank in whole numbers: 99.9 % of 1000 is 999, and not 999.0000000000001, of which the ceiling is
    // 1000.
    constexpr std::uint64_t whole = 100'000'000;
    const auto share = static_cast<std::uint64_t>(std::llround(std::clamp(percent, 0.0, 100.0) * 1e6));
    const unsigned __int128 scaled = static_cast<unsigned __int128>(m_count) * share;
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>((scaled + whole - 1) / whole));
    if (rank >= m_count) return max();

    // From the top: most values are within a few powers of two of the largest, and all buckets down to 0 are
    // below.
    std::uint64_t notBelow = 0;
    std::size_t i = indexOf(m_max) + 1;
    while (notBelow <= m_count - rank)
        notBelow += m_buckets[--i].count;
    return static_cast<std::int64_t>(meanOf(i));
}

std::size_t Histogram::bucketOf(std::int64_t ns) const
{
    return std::min(indexOf(static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0))), m_buckets.size());
}

std::uint64_t Histogram::countBetween(std::int64_t from, std::int64_t to) const
{
    if (from >= to || to <= 0) return 0;
    const std::size_t last = bucketOf(to);
    std::uint64_t n = 0;
    for (std::size_t i = bucketOf(from); i < last; ++i)
        n += m_buckets[i].count;
    return n;
}

std::uint64_t Histogram::countFromBucket(std::size_t first) const
{
    std::uint64_t n = 0;
    for (std::size_t i = first; i < m_buckets.size(); ++i)
        n += m_buckets[i].count;
    return n;
}

std::uint64_t Histogram::countFrom(std::int64_t ns) const
{
    return countFromBucket(bucketOf(ns));
}

std::uint64_t Histogram::countBeyond(std::int64_t ns) const
{
    return countFromBucket(bucketOf(ns) + 1);
}

double Histogram::meanExcessBeyond(std::int64_t ns) const
{
    const auto from = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0));
    unsigned __int128 excess = 0;
    std::uint64_t n = 0;
    for (std::size_t i = bucketOf(ns) + 1; i < m_buckets.size(); ++i) {
        const std::uint64_t count = m_buckets[i].count;
        if (count == 0) continue;
        excess += static_cast<unsigned __int128>(meanOf(i) - from) * count;
        n += count;
    }
    return n == 0 ? 0 : static_cast<double>(excess) / static_cast<double>(n);
}

} // namespace sojourn
