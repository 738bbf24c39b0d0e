// `--dump-config`: every setting, its value and where it came from.
#pragma once

#include "cli/setting.h"
#include "cli/settings.h"

#include <string>

namespace sojourn::cli {

/// A line a setting, and a line a parameter of the scenario.
std::string dumpedConfig(const RunSettings& settings, const GivenValues& values);

} // namespace sojourn::cli
