// A number of a run's summary, by its name.
#pragma once

#include "scenario/scenario_file.h"
#include "stats/summary.h"
#include "trace/run_info.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

enum class MetricUnit : std::uint8_t {
    Seconds,
    PerSecond,
    Count, ///< of items, visits, requests, tasks or events; a mean of them need not be whole
    Ratio, ///< from 0 to 1
};

/// What a metric is about. Whether a warm-up is left out is up to the run (RunOptions::warmUpItems); counts
/// and lengths are of the whole run all the same.
enum class MetricWeighting : std::uint8_t {
    PerItem,      ///< a statistic of values, one a visit (put wait, wait, service), item (sojourn) or request
    TimeWeighted, ///< an average over the run's time, or over a group's
    PerRun,       ///< one number a run: a count, a length, a rate
};

/// One number of every summary of a scenario.
struct Metric
{
    /// Where it stands in a summary as `--summary json` writes it: queues.work.wait_s.p99. Three more are
    /// made from those: `dropped_ratio`, the share of all visits that a full queue refused;
    /// `timed_out_ratio`, the share of the time-outs begun that cut their steps short, of the whole run; and
    /// `tasks.G.utilisation`, the share of a group's time, from started to ended, in which its tasks worked,
    /// slept, ran or had something done elsewhere, and did not wait for anybody or for their turn. A pause
    /// that a producer makes counts like a service that is a sleep: a summary can't tell them apart.
    std::string path;
    std::string shortPath; ///< without the queue's, server's or group's name, where that may be left out
    MetricUnit unit = MetricUnit::Count;
    MetricWeighting weighting = MetricWeighting::PerRun;

    /// The value in a summary of a run of that scenario; nothing when there are no data: a percentile of no
    /// values, a share of no time.
    std::optional<double> valueIn(const Summary& summary) const { return read(summary, object, part); }

    using Read = std::optional<double> (*)(const Summary&, std::size_t object, std::size_t part);
    Read read = nullptr;      ///< what valueIn() calls
    std::uint32_t object = 0; ///< the number of its queue, server or group
    std::uint32_t part = 0;   ///< which of several numbers that `read` knows
};

/// `tasks.G.utilisation` of one group; nothing where it had no time.
std::optional<double> groupUtilisation(const GroupSummary& group);

/// The unit of a metric of that path or short path, which its name tells.
MetricUnit metricUnit(std::string_view path);
/// Which percentile a metric of that path or short path is, such as 99.9; 0 where it is none.
double percentOf(std::string_view path);
/// What a percentile of that path or short path is one of.
Durations durationsOf(std::string_view path);

/// Every metric of runs with these names, in the order of the summary.
std::vector<Metric> metricsOf(const RunInfo& info);

/// The metric of that path. A queue's name may be left out (wait_s.p99) where there is one queue, a server's
/// where there is one, and a group's (utilisation, share.get_wait) where one group takes items. Refused, in a
/// sentence that says what there is: any other name.
Checked<Metric> metricNamed(std::string_view name, const RunInfo& info);

/// A value with its unit, for people: "1.25 s", "3.6 per second", "93.8 %", "12.5".
std::string metricText(double value, MetricUnit unit);
/// How far a value is from a bound: shares differ by percentage points, "31.3 pp".
std::string marginText(double margin, MetricUnit unit);
/// Likewise, with as many figures as it takes to tell the value from another one that is told beside it:
/// "5.238 s" beside 5.2372 s.
std::string metricTextBeside(double value, double other, MetricUnit unit);

} // namespace sojourn
