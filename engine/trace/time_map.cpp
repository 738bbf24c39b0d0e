#include "trace/time_map.h"

#include <algorithm>
#include <utility>

namespace sojourn {

namespace {

/// value * a / b without overflow, for 0 <= value <= b.
std::int64_t scaled(std::int64_t value, std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<__int128>(value) * a / b);
}

} // namespace

TimeMap::TimeMap(std::vector<Knot> knots, std::int64_t mostBehind)
    : m_knots(std::move(knots))
    , m_mostBehind(mostBehind)
{
}

/// Of an instant behind that of the knot before `right`, and before that of `right` itself.
std::int64_t TimeMap::between(std::size_t right, std::int64_t ns) const
{
    if (right == 0) return m_knots.front().at + ns - m_knots.front().ns;
    const Knot& a = m_knots[right - 1];
    if (right == m_knots.size()) return a.at + std::min(ns - a.ns, m_mostBehind);
    const Knot& b = m_knots[right];
    return a.at + scaled(ns - a.ns, b.at - a.at, b.ns - a.ns);
}

std::int64_t TimeMap::toAxis(std::int64_t ns) const
{
    const auto right = std::ranges::lower_bound(m_knots, ns, {}, &Knot::ns);
    if (right != m_knots.end() && right->ns == ns) return right->at;
    return between(static_cast<std::size_t>(right - m_knots.begin()), ns);
}

std::int64_t TimeMap::toAxisEnd(std::int64_t ns) const
{
    const auto right = std::ranges::upper_bound(m_knots, ns, {}, &Knot::ns);
    if (right != m_knots.begin() && std::prev(right)->ns == ns) return std::prev(right)->at;
    return between(static_cast<std::size_t>(right - m_knots.begin()), ns);
}

std::int64_t TimeMap::toInstant(std::int64_t at) const
{
    const auto right = std::ranges::upper_bound(m_knots, at, {}, &Knot::at);
    if (right == m_knots.begin()) return m_knots.front().ns + at - m_knots.front().at;
    const Knot& a = *std::prev(right);
    if (right == m_knots.end()) return a.ns + at - a.at;
    return a.ns + scaled(at - a.at, right->ns - a.ns, right->at - a.at);
}

} // namespace sojourn
