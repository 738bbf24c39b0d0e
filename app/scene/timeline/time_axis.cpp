#include "scene/timeline/time_axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

constexpr std::int64_t microsecond = 1'000;
constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

/// value / unit with as many decimals as the step needs.
QString decimal(std::int64_t ns, std::int64_t unit, std::int64_t stepNs)
{
    int decimals = 0;
    for (std::int64_t place = unit; place > 1 && stepNs % place != 0; place /= 10)
        ++decimals;
    return QString::number(static_cast<double>(ns) / static_cast<double>(unit), 'f', decimals);
}

/// To the largest power of ten that is no more than leastNs, above a second to whole minutes, hours or days:
/// the instant and that.
std::pair<std::int64_t, std::int64_t> rounded(std::int64_t ns, double leastNs)
{
    std::int64_t step = 1;
    while (static_cast<double>(step) * 10.0 <= leastNs && step < second)
        step *= 10;
    for (const std::int64_t larger : {minute, hour, day})
        if (static_cast<double>(larger) <= leastNs) step = larger;
    return {(ns + step / 2) / step * step, step};
}

QString seconds(std::int64_t ns, std::int64_t stepNs)
{
    return decimal(ns, second, stepNs) + QStringLiteral(" s");
}

} // namespace

std::int64_t niceStep(std::int64_t leastNs)
{
    for (std::int64_t power = 1; power <= second; power *= 10)
        for (const std::int64_t digit : {1, 2, 5})
            if (digit * power >= leastNs) return digit * power;
    static constexpr std::array<std::int64_t, 15> coarse{
        10 * second, 15 * second, 20 * second, 30 * second, minute,   2 * minute, 5 * minute, 10 * minute,
        15 * minute, 30 * minute, hour,        2 * hour,    3 * hour, 6 * hour,   12 * hour};
    for (const std::int64_t step : coarse)
        if (step >= leastNs) return step;
    for (std::int64_t power = day; power < leastNs; power *= 10)
        for (const std::int64_t digit : {1, 2, 5})
            if (digit * power >= leastNs) return digit * power;
    return std::max(day, leastNs);
}

std::int64_t niceStep(double reachSeconds, int most)
{
    // A step that is a hair too small because of rounding would be doubled.
    const double leastNs = std::clamp(reachSeconds / most * 1e9 * (1 - 1e-9), 1.0, 9e18);
    return niceStep(static_cast<std::int64_t>(std::ceil(leastNs)));
}

QString axisLabel(std::int64_t ns, std::int64_t stepNs, std::int64_t reachNs)
{
    if (ns == 0) return QStringLiteral("0 s");
    if (reachNs < microsecond) return QString::number(ns) + QStringLiteral(" ns");
    if (reachNs < millisecond) return decimal(ns, microsecond, stepNs) + QStringLiteral(" µs");
    if (reachNs < second) return decimal(ns, millisecond, stepNs) + QStringLiteral(" ms");
    if (ns < minute) return seconds(ns, stepNs);
    if (ns < hour) {
        QString text = QString::number(ns / minute) + QStringLiteral(" min");
        if (ns % minute != 0) text += QLatin1Char(' ') + seconds(ns % minute, stepNs);
        return text;
    }
    QString text;
    // Where minutes are told as well, few days would only make the label longer.
    const bool isInDays = ns >= 10 * day || (ns >= day && stepNs % hour == 0);
    if (isInDays) {
        text = QString::number(ns / day) + QStringLiteral(" d");
        if (ns % day == 0) return text;
        text += QLatin1Char(' ');
    }
    text += QString::number((isInDays ? ns % day : ns) / hour) + QStringLiteral(" h");
    const std::int64_t rest = ns % hour;
    if (rest == 0) return text;
    text += QStringLiteral(" %1 min").arg(rest / minute, 2, 10, QLatin1Char('0'));
    if (rest % minute != 0) text += QLatin1Char(' ') + seconds(rest % minute, stepNs);
    return text;
}

QString valueAxisLabel(std::int64_t ns, std::int64_t stepNs, std::int64_t reachNs)
{
    if (ns < minute || stepNs % day == 0) return axisLabel(ns, stepNs, reachNs);
    if (stepNs % hour == 0) return QString::number(ns / hour) + QStringLiteral(" h");
    if (stepNs % minute == 0) return QString::number(ns / minute) + QStringLiteral(" min");
    return seconds(ns, stepNs);
}

QString roundedInstant(std::int64_t ns, double leastNs, std::int64_t reachNs)
{
    const auto [shown, step] = rounded(ns, leastNs);
    return axisLabel(shown, step, std::max(reachNs, shown));
}

QString briefInstant(std::int64_t ns, double leastNs, std::int64_t reachNs)
{
    auto [shown, step] = rounded(ns, leastNs);
    const std::int64_t reach = std::max(reachNs, shown);
    const std::int64_t unit = reach < millisecond ? microsecond : reach < second ? millisecond : second;
    while (step * 100 < unit && shown % (step * 10) == 0)
        step *= 10;
    return axisLabel(shown, step, reach);
}

void placeLabels(std::vector<AxisTick>& ticks, const TimeWindow& window, const MeasureText& measure,
                 const std::function<QString(std::int64_t)>& name)
{
    double free = window.left;
    for (AxisTick& tick : ticks) {
        QString text = name(tick.atNs);
        tick.labelWidth = measure(text);
        const double most = std::max(window.left, window.right() - tick.labelWidth);
        tick.labelLeft = std::clamp(tick.x - tick.labelWidth / 2.0, window.left, most);
        if (tick.labelLeft < free) continue;
        free = tick.labelLeft + tick.labelWidth + 8.0;
        tick.label = std::move(text);
    }
}

std::vector<AxisTick> timeAxis(const TimeWindow& window, std::int64_t endNs, double apart,
                               const MeasureText& measure)
{
    std::vector<AxisTick> ticks;
    const double perPixel = 1.0 / window.pixelsPerNs();
    std::int64_t step = niceStep(static_cast<std::int64_t>(std::ceil(perPixel * apart)));
    // Long labels ("2 min 30.25 s") want more room than short ones.
    const std::int64_t lastNs = window.toNs / step * step;
    const double widest =
        std::max(measure(axisLabel(lastNs, step, window.toNs)),
                 measure(axisLabel(std::max<std::int64_t>(0, lastNs - step), step, window.toNs)));
    if (widest + 16.0 > static_cast<double>(step) * window.pixelsPerNs())
        step = niceStep(static_cast<std::int64_t>(std::ceil(perPixel * (widest + 16.0))));

    const std::int64_t first = std::max<std::int64_t>(0, (window.fromNs + step - 1) / step) * step;
    for (std::int64_t at = first; at <= window.toNs && at <= endNs; at += step)
        ticks.push_back({at, window.timeToX(at), {}, 0, 0});
    placeLabels(ticks, window, measure, [&](std::int64_t at) { return axisLabel(at, step, window.toNs); });
    return ticks;
}

double niceValueStep(double reach, int most)
{
    if (!(reach > 0)) return 1.0;
    double power = std::pow(10.0, std::floor(std::log10(reach / most)));
    for (;; power *= 10.0)
        for (const double digit : {1.0, 2.0, 5.0})
            if (digit * power * most >= reach * (1 - 1e-9)) return digit * power;
}

} // namespace sojourn
