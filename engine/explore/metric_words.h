// Metrics as people call them.
#pragma once

#include "explore/metric.h"
#include "scenario/scenario.h"

#include <string>
#include <vector>

namespace sojourn {

/// A metric with its name on a command line and its name in a sentence.
struct MetricChoice
{
    Metric metric;
    std::string name;  ///< as metricNamed() takes it: the short path where it is enough, wait_s.p99
    std::string words; ///< p99 wait; with its queue, server or group where there are several
};

/// What one would look at when a parameter changes, the most telling first: of all metrics those that are a
/// duration, a share, a rate or a length, but no counts, no shares of states that nobody waits in, and
/// nothing of items, drops or time-outs where there is no queue, no put that drops, no step with a time-out.
std::vector<MetricChoice> metricChoices(const Scenario& scenario);

} // namespace sojourn
