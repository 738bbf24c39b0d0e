// Counters of a trace as lengths of queues.
#pragma once

#include "formats/import/trace_assembler.h"
#include "trace/columns.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sojourn {

/// A counter's values as whole numbers.
struct ScaledDepths
{
    std::vector<DepthStep> steps;
    std::string unit;          ///< to be put behind its name: empty, " (in units of 0.001)", " (from -5 on)"
    std::uint64_t rounded = 0; ///< how many values had to be
    std::int64_t firstRoundedNs = notYet;
    std::uint64_t belowZero = 0; ///< how many values were
    std::int64_t firstBelowZeroNs = notYet;
};

/// Values in the unit, a power of ten, in which all of them are whole and below 2^32: 1 where that will do;
/// with fractions down to a millionth, rounded below that; above 1 where they are too large. Where one is
/// below 0, what counts is how far they lie above the least.
ScaledDepths scaledDepths(const std::vector<ImportCounter::Value>& values, std::int64_t originNs);

/// What the queues of counters are called: a counter of one number by its name, the numbers of others with
/// theirs; the process stands before it where two have a counter of that name. All differ.
std::vector<std::string> counterNames(const std::vector<ImportCounter>& counters,
                                      const std::vector<ImportProcess>& processes);

} // namespace sojourn
