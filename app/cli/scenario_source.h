// Finds the scenario that somebody named.
#pragma once

#include "cli/usage_error.h"
#include "scenario/scenario_file.h"
#include "time/time.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sojourn::cli {

/// How the run of a session was set: the scenario's own values hold for nothing that stands here.
struct SessionSettings
{
    std::string name; ///< of the built-in scenario or the file that the run was made from
    ParameterValues values;
    std::uint64_t seed = 1;
    bool virtualClock = false;
    std::optional<Duration> until;
};

/// A scenario as it was found.
struct FoundScenario
{
    ScenarioFile file;
    std::string name;                       ///< of a built-in; empty for a file
    std::string path;                       ///< of a file; empty for a built-in
    std::optional<SessionSettings> session; ///< where the file is a run's session, which has its scenario
};

/// A built-in scenario by its name, or a scenario file or a run's session by its path. A built-in wins:
/// ./name is always the file.
Or<FoundScenario> findScenario(const std::string& subject);
/// A scenario file, or the scenario of a session, by its path.
Or<FoundScenario> readScenario(const std::string& path);

} // namespace sojourn::cli
