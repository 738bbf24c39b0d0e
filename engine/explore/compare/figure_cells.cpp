#include "explore/compare/figure_cells.h"

#include "explore/figure_text.h"
#include "time/time.h"
#include "trace/grouped.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

constexpr double million = 1e6;

/// Behind the point, for three figures of a number that is not negative.
int decimalsOf(double size)
{
    if (!(size > 0)) return 0;
    const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 9);
    // 9.996 is 10.0, not 10.00.
    const bool isRoundedUp = decimals > 0 && std::round(size * std::pow(10, decimals)) >= 1000;
    return isRoundedUp ? decimals - 1 : decimals;
}

std::string fixedText(double number, int decimals)
{
    std::array<char, 64> text;
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, decimals);
    return std::string(text.data(), end.ptr);
}

std::string threeFigures(double size)
{
    if (size >= million - 0.5) return fixedText(size / million, decimalsOf(size / million)) + " M";
    if (size >= 999.5) return grouped(static_cast<std::uint64_t>(std::llround(size)));
    return fixedText(size, decimalsOf(size));
}

std::string shareCell(double ratio)
{
    if (ratio > 0 && ratio < 0.01) return "< 1 %";
    if (ratio > 0.99 && ratio < 1) return "> 99 %";
    return fixedText(ratio * 100, 0) + " %";
}

std::string countText(double count)
{
    return count < million ? grouped(static_cast<std::uint64_t>(std::llround(count))) : threeFigures(count);
}

std::string cellText(double value, MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Seconds:
        return briefTime(value);
    case MetricUnit::Ratio:
        return shareCell(value);
    case MetricUnit::Count:
        return countText(value);
    case MetricUnit::PerSecond:
        break;
    }
    return threeFigures(value);
}

std::string wholeTime(double seconds)
{
    const Duration length = durationFromSeconds(seconds).value_or(Duration());
    const std::string exact = exactSeconds(nanoseconds(length)) + " s";
    return seconds < 60 ? exact : humanDuration(length) + " (" + exact + ")";
}

std::string wholeText(double value, MetricUnit unit, const char* percent)
{
    switch (unit) {
    case MetricUnit::Seconds:
        return wholeTime(value);
    case MetricUnit::Ratio:
        return figureText(value * 100, 6) + percent;
    case MetricUnit::Count:
        return grouped(static_cast<std::uint64_t>(std::llround(value)));
    case MetricUnit::PerSecond:
        break;
    }
    return figureText(value, 7);
}

/// Of a rate: with the digits of the two, or with one of its own where those would round it away.
std::string rateDifference(double size, double a, double b)
{
    if (size >= 999.5) return threeFigures(size);
    const std::string text =
        fixedText(size, std::min(decimalsOf(size), std::max(decimalsOf(a), decimalsOf(b))));
    return std::stod(text) > 0 ? text : figureText(size, 1);
}

/// What the two shares differ by as they stand beside it, in whole percent: 88 % and 71 % differ by 17 pp,
/// even if it is 17.6 in truth. Of less than one, and of what is nearly nothing or everything, the difference
/// itself.
std::string shareDifference(double size, double a, double b)
{
    const double shown = std::abs(std::round(a * 100) - std::round(b * 100));
    const auto isWhole = [](double share) {
        return share == 0 || share == 1 || (share >= 0.01 && share <= 0.99);
    };
    if (size < 0.0095) return figureText(size * 100, 1);
    return fixedText(shown >= 1 && isWhole(a) && isWhole(b) ? shown : size * 100, 0);
}

std::string differenceSize(double size, double a, double b, MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Seconds:
        return briefTime(size);
    case MetricUnit::Ratio:
        return shareDifference(size, a, b) + " pp";
    case MetricUnit::Count:
        return countText(size);
    case MetricUnit::PerSecond:
        break;
    }
    return rateDifference(size, a, b);
}

} // namespace

/// As everywhere up to a hundred seconds; from there on in one unit, where words elsewhere have two.
std::string briefTime(double seconds)
{
    if (seconds < 99.95) return metricText(seconds, MetricUnit::Seconds);
    if (seconds < 59.95 * 60) return threeFigures(seconds / 60) + " min";
    if (seconds < 47.95 * 3600) return threeFigures(seconds / 3600) + " h";
    return threeFigures(seconds / 86400) + " d";
}

FigureCells figureCells(const std::optional<double>& a, const std::optional<double>& b, MetricUnit unit)
{
    FigureCells cells;
    if (a) {
        cells.a = cellText(*a, unit);
        cells.wholeA = wholeText(*a, unit, " %");
    }
    if (b) {
        cells.b = cellText(*b, unit);
        cells.wholeB = wholeText(*b, unit, " %");
    }
    if (!a || !b) return cells;
    const double size = std::abs(*b - *a);
    const std::string sign = size == 0 ? "" : *b < *a ? "\u2212" : "+";
    cells.wholeDifference = sign + wholeText(size, unit, " pp");
    // Sums of seconds differ behind the last nanosecond as well.
    const bool isTold = unit == MetricUnit::Seconds ? size >= 0.5e-9
                        : unit == MetricUnit::Count ? size > 0
                                                    : cells.a != cells.b;
    if (isTold || size == 0)
        cells.difference = sign + differenceSize(size, *a, *b, unit);
    else
        cells.difference = "\u2248 0";
    return cells;
}

} // namespace sojourn
