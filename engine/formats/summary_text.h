// The statistics of a run as text, for people.
#pragma once

#include "stats/summary.h"
#include "trace/run_info.h"

#include <string>

namespace sojourn {

/// A few lines: how it ended, what became of the items, times and lengths by queue, where the tasks spent
/// their time.
std::string summaryText(const Summary& summary, const RunInfo& info);

} // namespace sojourn
