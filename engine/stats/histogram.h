// Counts of durations in log-linear buckets.
#pragma once

#include "stats/wide_sum.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A log-linear histogram of non-negative whole nanoseconds, in HdrHistogram's layout: 2048 sub-buckets a
/// power of two (1024 of them new in each), so that a value is known within 0.1 %, and exactly where it is
/// below 2048 or all values of its bucket are one, as those of a constant or a choice are. Counts and sums
/// are integers, so merging is exact and does not depend on order. Grows to the largest value seen.
class Histogram final
{
public:
    /// A value below 0 counts as 0.
    void add(std::int64_t ns) { add(ns, 1); }
    /// The same value `times` times.
    [[gnu::always_inline]] void add(std::int64_t ns, std::uint64_t times)
    {
        const auto value = static_cast<std::uint64_t>(ns);
        // One look that is nearly always in vain, for what is below 0 or outside of everything before.
        if (value - m_min >= m_span) [[unlikely]]
            return addOutside(ns, times);
        count(value, times);
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
    /// The smallest value with at least `percent` % of all at or below it, as the mean of its bucket: within
    /// 0.1 % and never above max(); 0 < percent <= 100 (six decimals of it count). 0 when empty.
    std::int64_t percentile(double percent) const;
    /// How many values lie in [from, to), by whole buckets: the buckets from the one that holds `from` up to
    /// before the one that holds `to`, so that ranges that adjoin share nothing and leave nothing out. 0 when
    /// from >= to.
    std::uint64_t countBetween(std::int64_t from, std::int64_t to) const;
    /// How many values lie in the bucket of `ns` or in one above, and in buckets above it.
    std::uint64_t countFrom(std::int64_t ns) const;
    std::uint64_t countBeyond(std::int64_t ns) const;
    /// By how much the values in buckets above that of `ns` exceed it in the mean; 0 without any.
    double meanExcessBeyond(std::int64_t ns) const;

private:
    static constexpr unsigned half = 10; // 2^half new sub-buckets a power of two

    struct Bucket
    {
        std::uint64_t count = 0;
        std::uint64_t sum = 0; // modulo 2^64: what it is above count times the lowest value is far below that
    };

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
    void count(std::uint64_t value, std::uint64_t times)
    {
        Bucket& bucket = m_buckets[indexOf(value)];
        bucket.count += times;
        bucket.sum += value * times;
        m_count += times;
        m_sum.add(static_cast<unsigned __int128>(value) * times);
    }
    /// Of the values in a bucket that has some, rounded.
    std::uint64_t meanOf(std::size_t index) const;
    std::size_t bucketOf(std::int64_t ns) const; // at most m_buckets.size()
    std::uint64_t countFromBucket(std::size_t first) const;
    void addOutside(std::int64_t ns, std::uint64_t times);
    void include(std::uint64_t min, std::uint64_t max);

    std::vector<Bucket> m_buckets; // long enough for m_max
    std::uint64_t m_count = 0;
    std::uint64_t m_min = ~std::uint64_t{0};
    std::uint64_t m_max = 0;
    std::uint64_t m_span = 0; // m_max - m_min + 1, or 0 when empty
    WideSum m_sum;
};

} // namespace sojourn
