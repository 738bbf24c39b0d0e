// From a tree whose parameters are filled in to a scenario.
#pragma once

#include "scenario/reader/json_tree.h"
#include "scenario/scenario_file.h"

#include <vector>

namespace sojourn {

/// Reads and checks all but the parameters, which become part of the scenario.
Checked<Scenario> readScenario(const JsonTree& tree, std::vector<Parameter> parameters);

} // namespace sojourn
