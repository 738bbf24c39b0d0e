// Another axis for a run's time: where each instant lies on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A piecewise linear way from instants to places on an axis and back. It never falls; where several knots
/// share an instant, that instant takes up the axis from the first of them to the last. Exact in whole units
/// where a piece is as long on the axis as in time.
class TimeMap final
{
public:
    struct Knot
    {
        std::int64_t ns;
        std::int64_t at;

        bool operator==(const Knot&) const = default;
    };

    /// `knots` never fall in either, no two are the same, and the first is {0, 0}. Behind the last a
    /// nanosecond is a nanosecond long, up to `mostBehind` of them.
    TimeMap(std::vector<Knot> knots, std::int64_t mostBehind);

    /// Where the instant lies; where it takes up some of the axis, where that begins.
    std::int64_t toAxis(std::int64_t ns) const;
    /// Likewise, where that ends.
    std::int64_t toAxisEnd(std::int64_t ns) const;
    std::int64_t toInstant(std::int64_t at) const;

    const std::vector<Knot>& knots() const { return m_knots; }

private:
    std::int64_t between(std::size_t right, std::int64_t ns) const;

    std::vector<Knot> m_knots;
    std::int64_t m_mostBehind;
};

} // namespace sojourn
