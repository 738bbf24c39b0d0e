// Reads what a user may turn, with the values given for it.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <optional>
#include <string_view>
#include <vector>

namespace sojourn {

/// More sliders than anybody turns; each may refer to another, so this bounds a recursion too.
inline constexpr std::size_t maxParameters = 1000;

/// The parameters of a file, with these values in place of the file's; fileValue is left for the caller. They
/// may refer to each other ("$name"), in no circle. Names in `values` that are no parameters are the caller's
/// to refuse.
Checked<std::vector<Parameter>> readParameters(const JsonTree& tree, const ParameterValues& values);

/// The value that a text means for a parameter: 3, 1:3, true, fifo. Refused: another kind, what is out of
/// range.
Checked<ParameterValue> parseParameterValue(const Parameter& parameter, std::string_view text);

/// What is wrong with a value that is given for a parameter: its kind, its range, its choice.
std::optional<ScenarioProblem> problemOfValue(const Parameter& parameter, const ParameterValue& value);

} // namespace sojourn
