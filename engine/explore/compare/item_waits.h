// How long items waited, in all queues that they pass.
#pragma once

#include "explore/compare/run_comparison.h"
#include "explore/compare/run_figures.h"

namespace sojourn {

/// The waits of runs with several queues, of which their summaries know each alone: per item, from put to
/// get, in all of them together. Figures that are there already stay. Cost: the items.
void addItemWaits(RunFigures& a, RunFigures& b, const RunComparison& comparison);

} // namespace sojourn
