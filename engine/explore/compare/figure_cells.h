// A number of two runs and their difference, as the cells of a table.
#pragma once

#include "explore/metric.h"

#include <optional>
#include <string>

namespace sojourn {

/// The texts of one row: short enough for a narrow column, and whole with all digits. Empty where there is no
/// such number, and no difference where either is missing.
struct FigureCells
{
    std::string a, b, difference;                ///< "46.5 min", "46.5 min", "−43.0 ms"
    std::string wholeA, wholeB, wholeDifference; ///< "46 min 27 s (2787.102 s)", "−0.043 s"
};

/// Three figures each, and all digits of whole numbers below a million. A difference has no finer digits than
/// its two numbers, unless they would hide that those differ; where both read alike it is "≈ 0". That of
/// times has a unit of its own and so is always told.
FigureCells figureCells(const std::optional<double>& a, const std::optional<double>& b, MetricUnit unit);

/// A time in three figures and one unit: "953 ms", "46.5 min", "1.15 h".
std::string briefTime(double seconds);

} // namespace sojourn
