#include "explore/sweep/sweep_order.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t coarseParts = 4; // that the coarse grid divides an axis into, at least
constexpr std::size_t leastNews = 4;

/// 0 for what is in the coarse grid of an axis of that many values, and one more for each finer one.
unsigned levelIn(std::size_t place, std::size_t size)
{
    if (place + 1 == size) return 0;
    const std::size_t parts = std::max<std::size_t>((size - 1) / coarseParts, 1);
    const auto coarsest = static_cast<unsigned>(std::bit_width(parts) - 1);
    const auto fineness = place == 0 ? coarsest : static_cast<unsigned>(std::countr_zero(place));
    return fineness >= coarsest ? 0 : coarsest - fineness;
}

} // namespace

SweepOrder::SweepOrder(const SweepPlan& plan, std::vector<SweepGoal> goals)
    : m_goals(std::move(goals))
{
    for (const SweepAxis& axis : plan.axes)
        m_sizes.push_back(axis.values.size());
    const std::uint64_t cells = plan.cellCount();
    if (m_sizes.size() <= 2) m_known.resize(cells);
    std::vector<std::pair<unsigned, std::uint64_t>> byLevel;
    for (std::uint64_t cell = 0; cell < cells; ++cell)
        byLevel.emplace_back(levelOf(cell), cell);
    std::ranges::stable_sort(byLevel, {}, &std::pair<unsigned, std::uint64_t>::first);
    m_coarse = cells;
    for (auto it = byLevel.rbegin(); it != byLevel.rend(); ++it) {
        m_left.push_back(it->second);
        if (it->first == 0) --m_coarse;
    }
}

unsigned SweepOrder::levelOf(std::uint64_t cell) const
{
    unsigned level = 0;
    for (std::size_t i = m_sizes.size(); i-- > 0;) {
        level = std::max(level, levelIn(cell % m_sizes[i], m_sizes[i]));
        cell /= m_sizes[i];
    }
    return level;
}

unsigned SweepOrder::missedBy(const SweepRow& row) const
{
    unsigned missed = 0;
    for (std::size_t i = 0; i < m_goals.size(); ++i)
        if (!meets(row, m_goals[i])) missed |= 1u << i;
    return missed;
}

std::optional<std::uint64_t> SweepOrder::next()
{
    const std::scoped_lock lock(m_mutex);
    if (m_left.empty()) return {};
    const bool hasNews = m_news >= std::max(leastNews, m_left.size() / 64);
    if (hasNews && m_left.size() <= m_coarse && !m_goals.empty() && !m_known.empty()) arrange();
    const std::uint64_t cell = m_left.back();
    m_left.pop_back();
    return cell;
}

void SweepOrder::note(const SweepCell& cell)
{
    const std::scoped_lock lock(m_mutex);
    if (m_known.empty()) return;
    Known known{{cell.index, {}, cell.replications, cell.unfinished, cell.metrics}, 0};
    known.missed = missedBy(known.row);
    m_known[cell.index] = std::move(known);
    ++m_news;
}

void SweepOrder::setGoals(std::vector<SweepGoal> goals)
{
    const std::scoped_lock lock(m_mutex);
    m_goals = std::move(goals);
    for (auto& known : m_known)
        if (known) known->missed = missedBy(known->row);
    m_news = m_known.size();
}

/// The middles between neighbours among what is known of a line of cells, where one meets a goal that the
/// other misses.
void SweepOrder::addFrontier(std::vector<Point>& points, std::size_t first, std::size_t stride,
                             std::size_t count) const
{
    const std::size_t height = m_sizes.size() == 2 ? m_sizes[1] : 1;
    std::optional<std::size_t> before;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t cell = first + i * stride;
        if (!m_known[cell]) continue;
        if (before && m_known[*before]->missed != m_known[cell]->missed && *before + stride != cell)
            points.push_back({static_cast<double>(*before / height + cell / height) / 2,
                              static_cast<double>(*before % height + cell % height) / 2});
        before = cell;
    }
}

void SweepOrder::arrange()
{
    m_news = 0;
    const std::size_t width = m_sizes[0], height = m_sizes.size() == 2 ? m_sizes[1] : 1;
    std::vector<Point> frontier;
    for (std::size_t x = 0; x < width; ++x)
        addFrontier(frontier, x * height, 1, height);
    for (std::size_t y = 0; y < height; ++y)
        addFrontier(frontier, y, height, width);
    const auto distance = [&](std::uint64_t cell) {
        const auto x = static_cast<double>(cell / height), y = static_cast<double>(cell % height);
        double least = std::numeric_limits<double>::infinity();
        for (const Point& point : frontier)
            least = std::min(least, std::abs(point.across - x) + std::abs(point.up - y));
        return least;
    };
    struct Place
    {
        double distance;
        unsigned level;
        std::uint64_t cell;
        auto operator<=>(const Place&) const = default;
    };
    std::vector<Place> places;
    for (const std::uint64_t cell : m_left)
        places.push_back({distance(cell), levelOf(cell), cell});
    std::ranges::sort(places, std::greater());
    std::ranges::transform(places, m_left.begin(), &Place::cell);
}

} // namespace sojourn
