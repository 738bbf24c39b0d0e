// The values given for a scenario's parameters, from every source.
#pragma once

#include "cli/setting.h"
#include "cli/usage_error.h"
#include "scenario/scenario_file.h"

#include <string>
#include <string_view>

namespace sojourn::cli {

/// -p, -c and --set come to one value a parameter; for each the strongest source counts. A scenario without
/// num_producers or num_consumers refuses the flag and ignores the variable and the config file.
Or<ParameterValues> parameterValues(const ScenarioFile& file, const GivenValues& values);

/// Who gave a parameter its value; null when the scenario did.
const Given* givenFor(std::string_view parameter, const GivenValues& values);

} // namespace sojourn::cli
