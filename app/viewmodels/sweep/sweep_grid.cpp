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

} // namespace sojourn
