// What a sweep found, in sentences.
#pragma once

#include "explore/sweep/sweep_answer.h"
#include "explore/sweep/sweep_table.h"

#include <string>
#include <vector>

namespace sojourn::cli {

/// The cheapest setting that meets the goals, with its margins, or that none does and which comes closest to
/// the first goal; then the knee of each metric's curve through that setting (without goals through the first
/// cell), and at which values of the others. A line each. Of a table that is not whole it says "so far".
std::string sweepReport(const SweepTable& table, const std::vector<SweepGoal>& goals);

} // namespace sojourn::cli
