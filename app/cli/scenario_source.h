// Finds the scenario that somebody named.
#pragma once

#include "cli/usage_error.h"
#include "scenario/scenario_file.h"

#include <string>

namespace sojourn::cli {

/// A scenario as it was found.
struct FoundScenario
{
    ScenarioFile file;
    std::string name; ///< of a built-in; empty for a file
    std::string path; ///< of a file; empty for a built-in
};

/// A built-in scenario by its name, or a scenario file by its path. A built-in wins: ./name is always the
/// file.
Or<FoundScenario> findScenario(const std::string& subject);
/// A scenario file by its path.
Or<FoundScenario> readScenario(const std::string& path);

} // namespace sojourn::cli
