// What a sweep computes: a grid of settings, each replicated, and what is measured.
#pragma once

#include "explore/metric.h"
#include "explore/sweep/sweep_axis.h"
#include "explore/sweep/warm_up.h"
#include "scenario/scenario_file.h"
#include "time/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A metric as somebody asked for it.
struct NamedMetric
{
    std::string name;
    Metric metric;
};

/// One of several machines' part of a sweep. Cells are dealt out one by one, since neighbours take about the
/// same time.
struct SweepShard
{
    std::uint32_t number = 1; ///< from 1 to count
    std::uint32_t count = 1;

    bool has(std::uint64_t cell) const { return cell % count == number - 1; }
};

struct SweepPlan
{
    ScenarioFile file;
    ParameterValues fixed;       ///< for parameters that are not varied; the others have the file's values
    std::vector<SweepAxis> axes; ///< one at least; no parameter twice
    std::vector<NamedMetric> metrics; ///< of the scenario's runs
    std::uint64_t seed = 1;           ///< what replicationSeed() makes the others from
    std::uint32_t replications = 1;   ///< of each cell
    std::optional<Duration> until;    ///< in place of the scenario's
    SweepShard shard;
    WarmUp warmUp = {}; ///< of each run

    /// How many cells the grid has; the largest number when it has more than 64 bits hold.
    std::uint64_t cellCount() const;
    /// How many of them are the shard's. Of a grid that sweepProblem() has nothing against.
    std::uint64_t ownCellCount() const;
    /// The varied parameters' values in a cell, by axis. Cells are numbered from 0; the last axis runs
    /// fastest.
    std::vector<ParameterValue> valuesOf(std::uint64_t cell) const;
    /// All parameters' values in a cell that are not the file's.
    ParameterValues allValuesOf(std::uint64_t cell) const;
    /// The varied parameters of which one value is 0 and leaves a queue without the limit that their others
    /// set.
    std::vector<std::string> unlimitedAtZero() const;
    /// Tells sweeps apart: 16 hexadecimal digits made of everything that the results depend on, this
    /// program's version and the shard's absence included: all shards of one sweep have the same.
    std::string fingerprint() const;
};

inline constexpr std::uint64_t maxSweepCells = 1'000'000;
inline constexpr std::uint64_t maxSweepRuns = 1'000'000'000;

/// Why a plan is refused before anything runs, as a sentence: too many cells or runs, a parameter both varied
/// and given or varied twice, a setting that the scenario refuses (the first and the last cell are tried, and
/// of each axis the first values). Empty: it is sound as far as can be told.
std::string sweepProblem(const SweepPlan& plan);

} // namespace sojourn
