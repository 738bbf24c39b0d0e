// A parameter that a sweep varies, and its values.
#pragma once

#include "scenario/scenario_file.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

struct SweepAxis
{
    std::string parameter;
    std::vector<ParameterValue> values; ///< all of one kind, no two the same; one at least
};

/// More than anybody's curve has points; what is mistyped should not take all memory.
inline constexpr std::size_t maxAxisValues = 1'000'000;

/// Reads NAME=VALUES: a list with commas, of values as `--set` takes them and, for a parameter that is a
/// number, of ranges LOW:HIGH[:STEP], both ends included where a step meets them. Without STEP the
/// parameter's own step counts. Decimal steps are exact: 0.1:0.5:0.1 has 0.3, not 0.30000000000000004.
/// Refused: a name that is no parameter, a value it can't have, one that stands twice, a range of zero length
/// or backwards, one without a step where the parameter has none.
Checked<SweepAxis> readSweepAxis(std::string_view text, const ScenarioFile& file);

/// About `count` values of a parameter that is a number, from `low` to `high`, both included: in equal steps,
/// or in equal ratios where the range begins above 0 and spans a factor of 20 or more. They are whole steps
/// of the parameter, or have three digits where it has none, so there are fewer where the steps are few.
/// Refused: what readSweepAxis() refuses, and fewer than two values.
Checked<SweepAxis> spacedSweepAxis(std::string_view name, double low, double high, std::size_t count,
                                   const ScenarioFile& file);

} // namespace sojourn
