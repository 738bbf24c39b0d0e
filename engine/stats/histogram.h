// Counts of durations in log-linear buckets.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A log-linear histogram of non-negative whole nanoseconds, in HdrHistogram's layout: 2048 sub-buckets a
/// power of two (1024 of them new in each), so that a value is known within 0.1 % and values below 2048
/// exactly. Counts and the sum are integers, so merging is exact and does not depend on order. Grows to the
/// largest value seen.
class Histogram final
{
public:
    /// A value below 0 counts as 0.
    void add(std::int64_t ns)
    {
        const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0));
        const std::size_t i = indexOf(value);
        if (i >= m_counts.size()) [[unlikely]]
            grow(i);
        ++m_counts[i];
        ++m_count;
        m_sum += value;
        m_max = std::max(m_max, value);
        m_min = std::min(m_min, value);
    }
    /// Adds all of another's counts.
    void merge(const Histogram& other);

    std::uint64_t count() const { return m_count; }
    std::int64_t max() const { return static_cast<std::int64_t>(m_max); } ///< exact; 0 when empty
    std::int64_t min() const
    {
        return m_count == 0 ? 0 : static_cast<std::int64_t>(m_min);
    }                    ///< exact; 0 when empty
    double mean() const; ///< exact up to the division; 0 when empty
    /// The smallest value with at least `percent` % of all at or below it, within 0.1 % and never above
    /// max(); 0 < percent <= 100 (six decimals of it count). 0 when empty.
    std::int64_t percentile(double percent) const;
    /// How many values lie in [from, to), by whole buckets: the buckets from the one that holds `from` up to
    /// before the one that holds `to`, so that ranges that adjoin share nothing and leave nothing out. 0 when
    /// from >= to.
    std::uint64_t countBetween(std::int64_t from, std::int64_t to) const;

private:
    static constexpr unsigned half = 10; // 2^half new sub-buckets a power of two

    /// Values below 2048 are their own index; above, the leading 11 bits and how far they were shifted.
    static constexpr std::size_t indexOf(std::uint64_t value)
    {
        const auto shift = static_cast<unsigned>(std::bit_width(value | (1u << half))) - (half + 1);
        return (static_cast<std::size_t>(shift) << half) + static_cast<std::size_t>(value >> shift);
    }
    /// The smallest value of a bucket.
    static constexpr std::uint64_t lowestOf(std::size_t index)
    {
        if (index < (2u << half)) return index;
        const std::size_t shift = (index >> half) - 1;
        return static_cast<std::uint64_t>(index - (shift << half)) << shift;
    }
    void grow(std::size_t index);

    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    std::uint64_t m_max = 0;
    std::uint64_t m_min = ~std::uint64_t{0};
    unsigned __int128 m_sum = 0;
};

} // namespace sojourn
