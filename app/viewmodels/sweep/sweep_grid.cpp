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
    if (unit == MetricUnit::Seconds && value > 0 && value < 1000) {
        const bool isMilli = value < 0.9995, isMicro = value < 0.9995e-3;
        const double shown = isMicro ? value * 1e6 : isMilli ? value * 1e3 : value;
        return QString::fromStdString(figureText(shown, 3)) + (isMicro   ? QStringLiteral(" µs")
                                                               : isMilli ? QStringLiteral(" ms")
                                                                         : QStringLiteral(" s"));
    }
    return QString::fromStdString(metricText(value, unit));
}

} // namespace sojourn
