// How long every item stayed, in the order in which they left.
#pragma once

#include "stats/histogram.h"
#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// One item that has left.
struct LatencyDot
{
    std::int64_t leftNs;
    std::int64_t sojournNs; ///< its first put to its last done
    std::int64_t putWaitNs; ///< how long it waited to be put first; 0 without
    std::uint32_t item;
};

/// Grows with the columns.
class LatencyIndex final
{
public:
    void update(const Columns& columns) { update(columns, columns); }
    /// Likewise; when an item left is read from `placed`, the same run laid out on another axis.
    void update(const Columns& columns, const Columns& placed);

    const std::vector<LatencyDot>& dots() const { return m_dots; } ///< by leftNs
    const Histogram& histogram() const { return m_histogram; }     ///< of all sojourns
    std::int64_t longestNs() const { return m_longestNs; }         ///< sojourn
    std::int64_t highestNs() const { return m_highestNs; } ///< sojourn with the wait to be put before it
    bool anyPutWait() const { return m_anyPutWait; }
    std::int64_t shortestNs() const { return m_histogram.min(); }

    /// The dots that left within [fromNs, toNs), as indices.
    std::pair<std::size_t, std::size_t> between(std::int64_t fromNs, std::int64_t toNs) const;
    /// Where the item's dot is; dots().size() when it has none.
    std::size_t find(const Columns& columns, std::uint32_t item) const;

private:
    std::vector<LatencyDot> m_dots;
    Histogram m_histogram;
    std::int64_t m_longestNs = 0;
    std::int64_t m_highestNs = 0;
    bool m_anyPutWait = false;
    std::size_t m_folded = 0; ///< of the columns' done visits
};

/// How long those stayed that have left by an instant, kept from one instant to the next: forward only what
/// is new is added, backward all is counted again.
class SojournsSoFar final
{
public:
    /// Of the first `count` dots; the index has only grown since it was last given, or forget() was called.
    const Histogram& upTo(const LatencyIndex& index, std::size_t count);
    void forget() { *this = {}; }

private:
    const LatencyIndex* m_index = nullptr;
    Histogram m_histogram;
    std::size_t m_count = 0;
};

} // namespace sojourn
