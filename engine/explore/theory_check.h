// What a run measured beside what theory says: with intervals, and whether they meet.
#pragma once

#include "explore/metric.h"
#include "explore/theory_of.h"
#include "stats/queue_series.h"
#include "stats/steady_state.h"
#include "trace/columns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// One figure of a queue, measured and in theory.
struct TheoryRow
{
    enum class Verdict : std::uint8_t {
        Open,     ///< there is no interval, or no value of theory
        Agrees,   ///< the interval holds theory's value
        Disagrees ///< it does not
    };
    std::string key;   ///< as results name it, with its unit: "mean_wait_s"
    std::string label; ///< for people: "mean wait"
    MetricUnit unit = MetricUnit::Seconds;
    Estimated measured = Shortage::TooFew;
    std::optional<double> theory;
    Weighting weighting = Weighting::PerItem; ///< of what is measured, or would be
    /// Why there is no estimate, where more is known than what its shortage says; otherwise empty.
    std::string reason{};

    Verdict verdict() const;
    /// Why there is no estimate: "not enough data: …".
    std::string shortage() const;
    /// A longer run would have an estimate.
    bool isTooShort() const;
};

struct QueueCheck
{
    QueueTheory theory;
    std::vector<TheoryRow> rows;
    std::optional<LittlesLaw> little;
};

struct TheoryCheck
{
    std::vector<QueueCheck> queues; ///< by queue
    std::vector<PipelineTheory> pipelines;
    /// The verdict: "the run agrees with theory: all 6 exact values lie inside the measured 95 % intervals".
    /// Empty where nothing can be compared.
    std::string sentence;
};

/// "“b” is overloaded: utilisation is 1.25: the queue grows by 0.2 items a second for ever", of the first
/// such queue; empty without one.
std::string overloadSentence(const std::vector<QueueCheck>& queues, const RunInfo& info);

/// Compares a recorded run of a scenario with its theory. Costs a pass over the columns, and estimates of
/// some ten series a queue; on the real clock a pass over the events as well.
TheoryCheck checkTheory(const ScenarioTheory& theory, const Columns& columns);
/// The same, where the run's series (by queue) are known.
TheoryCheck checkTheory(const ScenarioTheory& theory, const Columns& columns,
                        const std::vector<QueueSeries>& series);

} // namespace sojourn
