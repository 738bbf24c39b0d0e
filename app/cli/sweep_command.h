// `sojourn sweep`.
#pragma once

#include "cli/error_output.h"
#include "cli/sweep_settings.h"

namespace sojourn::cli {

/// Computes a sweep, writes its table and says what it found. Returns the exit status. Blocks.
int runSweep(SweepSettings settings, ErrorOutput& errors);
/// Writes a table that was put together from shards, and says what it shows.
int mergeSweeps(const MergeSettings& settings, ErrorOutput& errors);

} // namespace sojourn::cli
