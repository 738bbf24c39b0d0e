// Tells whether two names mean one file.
#pragma once

#include "cli/settings.h"
#include "cli/usage_error.h"

#include <optional>

namespace sojourn::cli {

/// Refuses a target that is named twice, however it is spelt, and one that is a file the run reads.
std::optional<UsageError> refuseSharedTargets(const RunSettings& settings);

} // namespace sojourn::cli
