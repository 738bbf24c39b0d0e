// How much of many stretches of time lies where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// How much of many stretches lies before any instant.
struct SummedTime
{
    std::vector<double> upToEdges; ///< entry i: before i * widthNs, in nanoseconds; empty: there are none
    std::int64_t widthNs = 1;

    /// Within a bucket all is taken as spread evenly; the last one is filled up to `endNs` only.
    double upTo(std::int64_t ns, std::int64_t endNs) const;
};

/// Adds up stretches of time that come in any order and may overlap, in so many buckets of one width;
/// the width doubles as later stretches come, so that memory and cost never depend on how long a run is.
class TimeBuckets final
{
public:
    static constexpr std::size_t most = 4096;

    explicit TimeBuckets(std::size_t buckets = most)
        : m_most(buckets)
    {
    }

    /// [fromNs, toNs), from 0 on; an empty one adds nothing. Cost: a few additions, whatever its length.
    void add(std::int64_t fromNs, std::int64_t toNs);
    /// The width of a bucket in nanoseconds, a power of two.
    std::int64_t widthNs() const { return std::int64_t{1} << m_shift; }
    /// All of it. Cost: the buckets.
    SummedTime summed() const;

private:
    std::vector<double> sums() const;
    void widen();

    std::size_t m_most;
    int m_shift = 0;
    std::vector<double> m_parts; // by bucket: of stretches that begin or end in it, in nanoseconds
    std::vector<double> m_whole; // by bucket: how many more fill it from edge to edge than the one before it
};

} // namespace sojourn
