// Where services are so uneven that short runs do not tell how sure their waits are.
#pragma once

#include "explore/metric.h"
#include "scenario/scenario.h"

namespace sojourn {

/// Most of what the queue of uneven services comes to lies in a few of them: replications that have had none
/// agree with each other, and are wrong together. So what they are compared by is how often, in all of them,
/// the queue has forgotten its state, as in the check of one run (leastRelaxations).
///
/// Measured on M/G/1 at 80 % load, lognormal services of a coefficient of variation of 4, 200 sweeps of 10
/// replications each: of 400 items, the interval of the 99th percentile of the wait held that of runs as long
/// in 158, that of the mean in 170; of 2,000 in 168 and 173; of 10,000 in 90 and 89 of 100. Of a coefficient
/// of 2: of 400 items in 170 and 176, of 2,000 in 180 and 185.
class UnevenServices final
{
public:
    /// Looks at what a resolved scenario's steps draw, and at theory only where some of it is uneven: as a
    /// squared coefficient of variation of 1.5 is, half as much again as that of exponential times.
    explicit UnevenServices(const Scenario& scenario);

    /// Whether replications that are so long, all together and behind their warm-ups, tell how sure that
    /// metric is. True of all that hangs less on how long queues are than waits do.
    bool areTold(const Metric& metric, double seconds) const;

private:
    double m_relaxationsSeconds = 0; // of the queue that takes longest: so often it has to forget
    bool m_hasNoVariance = false;    // some queue's waits have none
};

} // namespace sojourn
