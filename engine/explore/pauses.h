// The time that some steps of a cycle take together.
#pragma once

#include "explore/draw_moments.h"
#include "explore/task_cycle.h"
#include "scenario/scenario.h"
#include "trace/run_info.h"

#include <span>
#include <string>
#include <vector>

namespace sojourn {

/// The pauses among some steps, one behind the other and drawn independently. Those that are always 0 are
/// none.
struct Pauses
{
    DrawMoments sum;                ///< seconds
    std::vector<const Step*> parts; ///< the scenario's

    bool isExponential() const;
    /// "exponential", "constant", "the sum of 2 parts".
    std::string spread() const;
};
Pauses pausesOf(std::span<const CycleStep> steps);

/// Why pauses are not as long as they say, as a clause that begins with `who`: work on the loop, or a line
/// for the threads of a pool. Empty when they are.
std::string pauseObstacle(const Scenario& scenario, const RunInfo& info, const std::string& who,
                          const Pauses& pauses);

/// Whether some loop among the steps computes on the event loop.
bool worksInLoop(const std::vector<Step>& steps, bool isInLoop = false);

} // namespace sojourn
