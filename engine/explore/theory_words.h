// A comparison with theory in words, for the command line and the window alike.
#pragma once

#include "explore/theory_check.h"

#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A figure with its unit: "1.97 s", "78.8 %", "7.09", "3.6/s". `figures`: how many significant ones at most,
/// but for times; ratios and items have three at most.
std::string figureWithUnit(double value, MetricUnit unit, int figures = 4);

/// A number of a row with the row's unit; where theory's value lies close to an end of the interval with as
/// many figures more (7 at most) as a reader needs to see the verdict in what is printed. A width instead of
/// a value of the row gets two figures, and no less than what the values beside it are told to.
std::string rowFigure(const TheoryRow& row, double value);
std::string rowWidth(const TheoryRow& row, double width);

/// By how many percent of what was measured an approximation is off: "2.6". Empty for an exact value, and
/// where nothing was measured but 0.
std::string offByPercent(const TheoryRow& row, QueueTheory::Kind kind);

/// What is left out of which figures as warm-up, but of as many items as of the waits: "in the queue,
/// throughput: the first 12 % of the time are left out as warm-up". A sentence for each share.
std::vector<std::string> warmUpWords(const std::vector<TheoryRow>& rows);

/// Why figures have no estimate: each reason once, with the figures that it concerns.
struct ShortageWords
{
    std::string labels; ///< "p90 wait, p99 wait"
    std::string sentence;
};
std::vector<ShortageWords> shortageWords(const std::vector<TheoryRow>& rows);

/// Both sides of Little's law: "6.5 in the queue = 3.602/s × 1.80 s".
std::string littleWords(const LittlesLaw& little);

} // namespace sojourn
