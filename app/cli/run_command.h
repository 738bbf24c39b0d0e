// `sojourn run`.
#pragma once

#include "cli/error_output.h"
#include "cli/settings.h"

namespace sojourn::cli {

/// Runs a scenario without a window, writes what was asked for, and returns the exit status. Blocks; on the
/// real clock the calling thread needs a QCoreApplication to exist.
int runScenario(const RunSettings& settings, ErrorOutput& errors);

} // namespace sojourn::cli
