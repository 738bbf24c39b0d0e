#include "viewmodels/sweep/sweep_grid.h"

#include "explore/figure_text.h"

#include <algorithm>

namespace sojourn {

bool SweepGrid::anyKnown() const
{
    return std::ranges::any_of(cells, &SweepGridCell::isKnown);
}

QString axisText(double value, MetricUnit unit)
{
    if (unit == MetricUnit::PerSecond)
        return QString::fromStdString(figureText(value)) + QStringLiteral("/s");
    if (unit == MetricUnit::Seconds && value > 0 && value < 1000)
        return QString::fromStdString(secondsText(value, 3));
    return QString::fromStdString(metricText(value, unit));
}

QString tableText(double value, MetricUnit unit)
{
    constexpr int figures = 3;
    constexpr double minute = 60, hour = 60 * minute;
    const auto inUnits = [&](double length, QLatin1String name) {
        return QString::fromStdString(figureText(value / length, figures)) + name;
    };
    if (unit == MetricUnit::Seconds && value >= hour) return inUnits(hour, QLatin1String(" h"));
    if (unit == MetricUnit::Seconds && value >= minute) return inUnits(minute, QLatin1String(" min"));
    if (unit == MetricUnit::PerSecond) return axisText(value, unit);
    return QString::fromStdString(metricText(value, unit));
}

} // namespace sojourn
