// The statistics of a run as JSON, for programs.
#pragma once

#include "stats/summary.h"
#include "trace/run_info.h"

#include <string>

namespace sojourn {

/// One object on one line, with its line's end; lengths are seconds, a distribution of nothing has nulls.
std::string summaryJson(const Summary& summary, const RunInfo& info);

} // namespace sojourn
