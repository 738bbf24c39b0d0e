// What a table of a sweep answers: the cheapest setting that meets goals, and the knee of a curve.
#pragma once

#include "explore/requirement.h"
#include "explore/sweep/sweep_table.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace sojourn {

/// A requirement of a metric that is in the table.
struct SweepGoal
{
    Requirement requirement;
    std::size_t metric = 0; ///< number in SweepTable::metrics
};

/// Whether a setting meets a goal: the whole 95 % interval must (or, of one replication, the value; where
/// several tell no interval, it does not), every replication must have had a value, and none may have failed,
/// stalled or spun.
bool meets(const SweepRow& row, const SweepGoal& goal);

/// Whether a setting might meet the goals, and has too few items to tell: it misses none but for want of an
/// interval.
bool isUnjudged(const SweepRow& row, const std::vector<SweepGoal>& goals);

/// Whether one setting of a table is cheaper than another. The smallest value of the first parameter is the
/// cheapest, among those the smallest of the second, and so on; of a range the low end counts first, and 0
/// that is no limit is the largest. What is no number has no size and decides nothing; among equals the first
/// cell is taken.
bool isCheaper(const SweepTable& table, const SweepRow& a, const SweepRow& b);

/// The cheapest setting that meets all goals; null when none does.
const SweepRow* cheapestThatMeets(const SweepTable& table, const std::vector<SweepGoal>& goals);

/// How many settings are cheaper than that one (null: all are) and unjudged.
std::size_t unjudgedBelow(const SweepTable& table, const std::vector<SweepGoal>& goals, const SweepRow* than);

/// How many settings miss the goals only because runs of theirs failed, stalled or spun.
std::size_t unfinishedThatWouldMeet(const SweepTable& table, const std::vector<SweepGoal>& goals);

/// The point at which a curve bends most.
struct SweepKnee
{
    std::size_t parameter = 0; ///< along which: number in SweepTable::parameters
    const SweepRow* row = nullptr;
};

/// The knee of a metric's curve along the first parameter that is a number, the others as in `through`: the
/// point furthest from the straight line between the curve's ends, both axes scaled to 1 (Satopää, Albrecht,
/// Irwin, Raghavan: Finding a "Kneedle" in a Haystack, ICDCS Workshops 2011). Values stand side by side, as
/// pictures have them, be they 1, 2, 3 or 1, 10, 100; 0 that is no limit is the last. Nothing with fewer than
/// five points, when no point is off the line by a tenth or by more than its interval, when the intervals of
/// the lowest and the highest point meet, or when some point has none: it may be anywhere.
std::optional<SweepKnee> kneeOf(const SweepTable& table, std::size_t metric, const SweepRow& through);

} // namespace sojourn
