#include "scene/latency/latency_scale.h"

#include "scene/timeline/time_axis.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr double ticksApart = 34;

std::int64_t nsOf(double seconds)
{
    return static_cast<std::int64_t>(std::llround(seconds * 1e9));
}

QString decadeLabel(double seconds)
{
    if (seconds >= 0.9995)
        return seconds < 99999.5 ? QString::number(seconds, 'f', 0) + QStringLiteral(" s")
                                 : QString::number(seconds / 86400, 'g', 3) + QStringLiteral(" d");
    if (seconds >= 0.9995e-3) return QString::number(seconds * 1e3, 'f', 0) + QStringLiteral(" ms");
    if (seconds >= 0.9995e-6) return QString::number(seconds * 1e6, 'f', 0) + QStringLiteral(" µs");
    return QString::number(seconds * 1e9, 'f', 0) + QStringLiteral(" ns");
}

} // namespace

double LatencyScale::y(double value) const
{
    const double share = logarithmic ? std::log(std::max(value, leastSeconds) / leastSeconds) /
                                           std::log(mostSeconds / leastSeconds)
                                     : (value - leastSeconds) / (mostSeconds - leastSeconds);
    return bottom - std::clamp(share, 0.0, 1.0) * (bottom - top);
}

double LatencyScale::seconds(double height) const
{
    const double share = std::clamp((bottom - height) / (bottom - top), 0.0, 1.0);
    return logarithmic ? leastSeconds * std::pow(mostSeconds / leastSeconds, share)
                       : leastSeconds + share * (mostSeconds - leastSeconds);
}

LatencyScale latencyScale(const LatencyIndex& index, bool measured, ScaleChoice choice, double top,
                          double bottom, const LatencyIndex* ghost)
{
    LatencyScale scale;
    scale.top = top;
    scale.bottom = bottom;
    const std::int64_t longestNs =
        ghost == nullptr ? index.longestNs() : std::max(index.longestNs(), ghost->longestNs());
    const double longest = std::max(1e-9, static_cast<double>(longestNs) / 1e9);
    // The ghost's dots have no stems.
    const double highest = std::max(longest, static_cast<double>(index.highestNs()) / 1e9);
    const double shortest = std::max(1e-9, static_cast<double>(index.shortestNs()) / 1e9);
    const bool spread = longest / shortest > 300.0 && index.histogram().count() > 0;
    scale.logarithmic =
        choice == ScaleChoice::Logarithmic || (choice == ScaleChoice::Auto && measured && spread);
    if (scale.logarithmic) {
        const double first = std::floor(std::log10(shortest) + 1e-9),
                     last = std::max(first + 1, std::ceil(std::log10(highest) - 1e-9));
        scale.leastSeconds = std::pow(10.0, first);
        scale.mostSeconds = std::pow(10.0, last);
        const int every = std::max(1, static_cast<int>(std::ceil((last - first) * 18.0 / (bottom - top))));
        for (int decade = static_cast<int>(first); decade <= static_cast<int>(last); decade += every)
            scale.ticks.push_back({std::pow(10.0, decade), decadeLabel(std::pow(10.0, decade))});
        return scale;
    }
    const int most = std::clamp(static_cast<int>((bottom - top) / ticksApart), 2, 8);
    const std::int64_t step = niceStep(highest, most);
    const std::int64_t reach = (nsOf(highest) + step - 1) / step * step;
    scale.mostSeconds = static_cast<double>(std::max(reach, step)) / 1e9;
    for (std::int64_t at = 0; at <= std::max(reach, step); at += step)
        scale.ticks.push_back(
            {static_cast<double>(at) / 1e9, valueAxisLabel(at, step, std::max(reach, step))});
    return scale;
}

} // namespace sojourn
