#include "explore/sweep/sweep_answer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <compare>
#include <limits>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

constexpr std::size_t fewestPoints = 5;
constexpr double leastBend = 0.1;

/// The numbers of a value: one, or both ends of a range; none of anything else.
std::vector<double> numbersIn(std::string_view text)
{
    std::vector<double> numbers;
    for (;;) {
        const std::size_t colon = text.find(':');
        const std::string_view part = text.substr(0, colon);
        double number = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error != std::errc() || end != part.data() + part.size()) return {};
        numbers.push_back(number);
        if (colon == std::string_view::npos) return numbers;
        text.remove_prefix(colon + 1);
    }
}

/// What a value costs beside others of its parameter: no limit is more than any.
std::vector<double> costOf(const SweepTable& table, const SweepRow& row, std::size_t parameter)
{
    std::vector<double> numbers = numbersIn(row.values[parameter]);
    if (numbers.size() == 1 && numbers[0] == 0 && table.isUnlimitedAtZero(parameter))
        numbers[0] = std::numeric_limits<double>::infinity();
    return numbers;
}

struct Point
{
    double cost, y;
    const SweepRow* row;
    bool hasInterval;
    double below, above; ///< how far it reaches
};

Point pointOf(double cost, const SweepRow& row, std::size_t metric)
{
    const ReplicationEstimate& estimate = row.metrics[metric];
    const double y = *estimate.mean;
    return {cost,
            y,
            &row,
            estimate.high.has_value(),
            y - estimate.low.value_or(y),
            estimate.high.value_or(y) - y};
}

/// The curve along a parameter, in order of what its values cost.
std::vector<Point> curveAlong(const SweepTable& table, std::size_t parameter, std::size_t metric,
                              const SweepRow& through)
{
    std::vector<Point> points;
    for (const SweepRow& row : table.rows) {
        bool isOnIt = row.metrics[metric].mean.has_value();
        for (std::size_t i = 0; i < row.values.size(); ++i)
            isOnIt = isOnIt && (i == parameter || row.values[i] == through.values[i]);
        const std::vector<double> cost = costOf(table, row, parameter);
        if (isOnIt && cost.size() == 1) points.push_back(pointOf(cost[0], row, metric));
    }
    std::ranges::sort(points, {}, &Point::cost);
    return points;
}

} // namespace

bool isCheaper(const SweepTable& table, const SweepRow& a, const SweepRow& b)
{
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        const auto order = costOf(table, a, i) <=> costOf(table, b, i);
        if (order != 0) return order < 0;
    }
    return a.cell < b.cell;
}

bool meets(const SweepRow& row, const SweepGoal& goal)
{
    const ReplicationEstimate& estimate = row.metrics[goal.metric];
    if (!row.isSound() || estimate.count < row.replications || !estimate.mean) return false;
    if (row.replications > 1 && !estimate.high) return false;
    const auto holds = [&](const std::optional<double>& value) {
        return !value || goal.requirement.holdsFor(*value);
    };
    return holds(estimate.mean) && holds(estimate.low) && holds(estimate.high);
}

bool isUnjudged(const SweepRow& row, const std::vector<SweepGoal>& goals)
{
    bool lacksInterval = false;
    for (const SweepGoal& goal : goals) {
        if (meets(row, goal)) continue;
        const ReplicationEstimate& estimate = row.metrics[goal.metric];
        if (!row.isSound() || estimate.count < row.replications || !estimate.mean || estimate.high ||
            !goal.requirement.holdsFor(*estimate.mean))
            return false;
        lacksInterval = true;
    }
    return lacksInterval;
}

std::size_t unjudgedBelow(const SweepTable& table, const std::vector<SweepGoal>& goals, const SweepRow* than)
{
    return static_cast<std::size_t>(std::ranges::count_if(table.rows, [&](const SweepRow& row) {
        return (!than || isCheaper(table, row, *than)) && isUnjudged(row, goals);
    }));
}

std::size_t unfinishedThatWouldMeet(const SweepTable& table, const std::vector<SweepGoal>& goals)
{
    return static_cast<std::size_t>(std::ranges::count_if(table.rows, [&](SweepRow row) {
        if (row.unfinished == 0) return false;
        row.unfinished = 0;
        return std::ranges::all_of(goals, [&](const SweepGoal& goal) { return meets(row, goal); });
    }));
}

const SweepRow* cheapestThatMeets(const SweepTable& table, const std::vector<SweepGoal>& goals)
{
    const SweepRow* cheapest = nullptr;
    for (const SweepRow& row : table.rows) {
        const bool meetsAll =
            std::ranges::all_of(goals, [&](const SweepGoal& goal) { return meets(row, goal); });
        if (meetsAll && (!cheapest || isCheaper(table, row, *cheapest))) cheapest = &row;
    }
    return cheapest;
}

std::optional<SweepKnee> kneeOf(const SweepTable& table, std::size_t metric, const SweepRow& through)
{
    std::size_t parameter = 0;
    while (parameter < through.values.size() && numbersIn(through.values[parameter]).size() != 1)
        ++parameter;
    if (parameter == through.values.size()) return {};
    const std::vector<Point> curve = curveAlong(table, parameter, metric, through);
    if (curve.size() < fewestPoints) return {};
    const auto [lowest, highest] = std::ranges::minmax(curve, {}, &Point::y);
    const double height = highest.y - lowest.y;
    const bool areSure = std::ranges::all_of(curve, &Point::hasInterval);
    if (!(height > 0) || !areSure || lowest.y + lowest.above >= highest.y - highest.below) return {};
    const Point* knee = nullptr;
    double furthest = leastBend;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const Point& point = curve[i];
        const double along = static_cast<double>(i) / static_cast<double>(curve.size() - 1);
        const double onLine = curve.front().y + along * (curve.back().y - curve.front().y);
        const double off = std::abs(point.y - onLine) / height;
        const bool isOnLine = onLine >= point.y - point.below && onLine <= point.y + point.above;
        if (off <= furthest || isOnLine) continue;
        furthest = off;
        knee = &point;
    }
    return knee ? std::optional(SweepKnee{parameter, knee->row}) : std::nullopt;
}

} // namespace sojourn
