// How a scenario can lose what was on its way.
#pragma once

#include "explore/metric.h"
#include "scenario/scenario.h"

#include <string>

namespace sojourn {

/// What its steps have; whether it ever happens a run tells.
struct Losses
{
    bool areDropped = false; ///< a put with "if_full": "drop"
    bool isAnyLimit = false; ///< into a queue with a limit: a parameter may set it
    bool timeOut = false;    ///< steps with a time-out
};
Losses lossesOf(const Scenario& scenario);

/// Why a metric is the same in every run of the scenario, as a sentence without its full stop: one of drops
/// where nothing drops. Empty of any other.
std::string emptyMetricNote(const Metric& metric, const Scenario& scenario);

} // namespace sojourn
