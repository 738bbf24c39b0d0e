#include "scene/sweep/sweep_scale.h"

#include "scene/timeline/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace sojourn {

namespace {

constexpr double wideSpan = 30;
constexpr double widestSpan = 1e5;
constexpr int mostSteps = 6;
constexpr std::array<double, 3> digits{1, 2, 5};

/// 1, 2 or 5 times a power of ten, at most `value`; or at least.
double roundDown(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-12));
    double best = power;
    for (const double digit : digits)
        if (digit * power <= value * (1 + 1e-12)) best = digit * power;
    return best;
}
double roundUp(double value)
{
    const double below = roundDown(value);
    if (below >= value * (1 - 1e-12)) return below;
    const double power = std::pow(10.0, std::floor(std::log10(below) + 1e-9));
    for (const double digit : digits)
        if (digit * power >= value * (1 - 1e-12)) return digit * power;
    return 10 * power;
}

struct Reach
{
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double leastAboveZero = std::numeric_limits<double>::infinity();
    double mostValue = 0; // of cells

    /// Intervals have a place up to there, or one that is very wide would leave no height to all the others.
    double mostOfIntervals() const { return 2 * mostValue; }

    void takeValue(double value)
    {
        take(value);
        mostValue = std::max(mostValue, value);
    }
    void take(double value)
    {
        least = std::min(least, value);
        most = std::max(most, value);
        if (value > 0) leastAboveZero = std::min(leastAboveZero, value);
    }
};

void setLogarithmic(SweepScale& scale, const Reach& reach, MetricUnit unit)
{
    scale.isLogarithmic = true;
    scale.most = roundUp(reach.most);
    scale.least = std::max(roundDown(reach.leastAboveZero), roundDown(scale.most / widestSpan));
    const int first = static_cast<int>(std::ceil(std::log10(scale.least) - 1e-9));
    const int last = static_cast<int>(std::floor(std::log10(scale.most) + 1e-9));
    const int every = std::max(1, (last - first + mostSteps) / mostSteps);
    const bool isCut = reach.least < scale.least;
    scale.ticks.push_back(
        {scale.least, (isCut ? QStringLiteral("≤ ") : QString()) + axisText(scale.least, unit)});
    for (int decade = first; decade <= last; decade += every) {
        const double value = std::pow(10.0, decade);
        if (value > scale.least * 1.001 && value < scale.most * 0.999)
            scale.ticks.push_back({value, axisText(value, unit)});
    }
    scale.ticks.push_back({scale.most, axisText(scale.most, unit)});
}

void setLinear(SweepScale& scale, Reach reach, MetricUnit unit)
{
    if (reach.least >= 0 && reach.least < 0.7 * reach.most) reach.least = 0;
    if (!(reach.most > reach.least)) { // one value everywhere
        reach.least = std::min(reach.least, 0.0);
        if (!(reach.most > reach.least)) reach.most = reach.least + 1;
    }
    const double step = unit == MetricUnit::Seconds
                            ? static_cast<double>(niceStep(reach.most - reach.least, mostSteps)) / 1e9
                            : niceValueStep(reach.most - reach.least, mostSteps);
    scale.least = std::floor(reach.least / step + 1e-9) * step;
    scale.most = std::ceil(reach.most / step - 1e-9) * step;
    const int steps = static_cast<int>(std::lround((scale.most - scale.least) / step));
    // Where all are whole minutes, say, none is told in seconds.
    constexpr double longest = 9e9; // in nanoseconds it has 64 bits
    const bool isLong = unit == MetricUnit::Seconds && scale.most >= 1000 && scale.most < longest;
    const auto inNs = [](double seconds) { return static_cast<std::int64_t>(std::llround(seconds * 1e9)); };
    for (int i = 0; i <= steps; ++i) {
        const double value = scale.least + i * step;
        scale.ticks.push_back(
            {value, isLong ? axisLabel(inNs(value), inNs(step), inNs(scale.most)) : axisText(value, unit)});
    }
}

} // namespace

double SweepScale::share(double value) const
{
    const double share = isLogarithmic ? std::log(std::max(value, least) / least) / std::log(most / least)
                                       : (value - least) / (most - least);
    return std::clamp(share, 0.0, 1.0);
}

bool SweepScale::contains(double value) const
{
    const double slack = 1e-9 * (most - least); // ends are made of steps
    return !ticks.empty() && value >= least - slack && value <= most + slack;
}

SweepScale sweepScale(const SweepGrid& grid)
{
    Reach reach;
    for (const SweepGridCell& cell : grid.cells)
        if (cell.isKnown()) reach.takeValue(cell.mean);
    SweepScale scale;
    if (!(reach.least <= reach.most)) return scale;
    const bool isWide = reach.least >= 0 && reach.most / reach.leastAboveZero >= wideSpan;
    for (const SweepGridCell& cell : grid.cells)
        if (cell.isKnown() && cell.high) reach.take(std::min(*cell.high, reach.mostOfIntervals()));
    for (const SweepGridGoal& goal : grid.goals)
        if (goal.isOfMetric && (goal.bound > 0 || !isWide)) reach.take(goal.bound);
    if (isWide)
        setLogarithmic(scale, reach, grid.unit);
    else
        setLinear(scale, reach, grid.unit);
    return scale;
}

} // namespace sojourn
