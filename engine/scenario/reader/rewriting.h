// A scenario's text with other values in it.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <string>

namespace sojourn {

/// The tree's source with these values in place of those of its parameters, and with this seed. Every other
/// byte stays, and so does the value of a parameter that is to be drawn from a sample.
std::string rewritten(const JsonTree& tree, const ParameterValues& values, std::uint64_t seed);

} // namespace sojourn
