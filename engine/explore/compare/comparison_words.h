// What one run has over another, in sentences.
#pragma once

#include "explore/compare/run_comparison.h"
#include "explore/compare/run_figures.h"
#include "explore/sweep/replications.h"

#include <string>

namespace sojourn {

/// What comes of a change: "Consumers 3 → 4: median sojourn 8.01 s → 3.39 s, p99 wait 7.20 s → 2.10 s; 88
/// items stay shorter, 2 longer; utilisation 94 % → 75 %." An empty `change` begins with what it does.
std::string comparisonSentence(const std::string& change, const RunFigures& a, const RunFigures& b,
                               const RunComparison& comparison);
/// "The run ends 13.3 s earlier." What is measured on the real clock ends at the same instant within its
/// jitter.
std::string endsSentence(const RunFigures& a, const RunFigures& b, bool isMeasured = false);
/// "Over 20 seeds the median sojourn falls by 4.50 s ± 0.38 s (95 %)." Empty without a value.
std::string pairedSentence(RunFigure figure, const ReplicationEstimate& change);

} // namespace sojourn
