// A queue's length over time, summarised: least and most within any stretch, whatever lies in it.
#pragma once

#include "scene/base/time_window.h"
#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// What a queue's length did within one pixel column.
struct DepthColumn
{
    std::uint32_t least = 0;
    std::uint32_t most = 0;
    std::uint32_t last = 0; ///< at the column's right edge

    bool operator==(const DepthColumn&) const = default;
};

/// Grows with the queue's steps; half a byte a step.
class DepthIndex final
{
public:
    void update(const std::vector<DepthStep>& steps);
    /// The longest that the queue ever was.
    std::uint32_t most() const { return m_most; }

    /// One entry a device column of the window, up to the one that holds endNs. Cost: the columns.
    std::vector<DepthColumn> columns(const std::vector<DepthStep>& steps, const TimeWindow& window,
                                     std::int64_t endNs) const;

private:
    static constexpr std::size_t block = 64;
    struct Range
    {
        std::uint32_t least;
        std::uint32_t most;
    };
    void widen(DepthColumn& column, const std::vector<DepthStep>& steps, std::size_t from,
               std::size_t to) const;

    std::size_t m_size = 0;
    std::uint32_t m_most = 0;
    std::vector<Range> m_blocks;
};

} // namespace sojourn
