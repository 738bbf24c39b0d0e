// What somebody requires of a metric: wait_s.p99<2.
#pragma once

#include "explore/metric.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

enum class Relation : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual };
/// "<", "<=", ">", ">=".
const char* relationSign(Relation relation);

/// A comparison of a metric with a number, before anybody looked whether there is such a metric.
struct Requirement
{
    std::string text;   ///< as it was written
    std::string metric; ///< the part before the sign, without spaces around it
    Relation relation = Relation::Less;
    double bound = 0; ///< in the metric's unit: seconds, per second, a count, a ratio

    bool holdsFor(double value) const;
    /// How far a value is on the right side of the bound; below 0 on the wrong one.
    double margin(double value) const;
};

/// Reads METRIC<NUMBER, or with <=, > or >=. Refused: anything else.
Checked<Requirement> readRequirement(std::string_view text);

/// Why the requirement does not hold for that value of that metric, as a sentence with value and bound; empty
/// when it holds. No value does not hold. The numbers have as many figures as show the verdict.
std::string whyNot(const Requirement& requirement, const Metric& metric, std::optional<double> value);

} // namespace sojourn
