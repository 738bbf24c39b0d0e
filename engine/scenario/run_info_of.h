// The names of a scenario's run.
#pragma once

#include "scenario/scenario.h"
#include "trace/run_info.h"

#include <cstdint>

namespace sojourn {

/// What a recording of a run of this scenario refers to by number.
RunInfo runInfoOf(const Scenario& scenario, std::uint64_t seed, bool virtualClock);

} // namespace sojourn
