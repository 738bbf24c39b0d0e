// The numbers of a run that are put beside those of another.
#pragma once

#include "explore/metric.h"
#include "stats/run_totals.h"
#include "stats/summary.h"
#include "trace/columns.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace sojourn {

/// In the order in which they are listed. Nothing is left out for warm-up in any of them.
enum class RunFigure : std::uint8_t {
    SojournP50, ///< this and the next four: per item, from its first put to its last done
    SojournP90,
    SojournP99,
    SojournMean,
    SojournMax,
    WaitP50, ///< this and the next: per visit of the one queue, from put to get; of several queues see
             ///< addItemWaits()
    WaitP99,
    Items,       ///< that are done: the ones before rest on them
    PutWait,     ///< how long tasks waited to put, all of them together
    Starved,     ///< how long tasks waited to get, all of them together
    Elapsed,     ///< how long the run took (makespan)
    Throughput,  ///< items done, by the length of the run
    QueueFull,   ///< share of the time in which the queue with the most of it had no room
    Utilisation, ///< of the group, among those that take items, that was busiest: see groupUtilisation()
    Dropped,     ///< items that a full queue turned away, each visit on its own
    ReplyP50,    ///< this and the next two: per request of the server that was asked most, its time in line
                 ///< included, of those that were replied to
    ReplyP99,
    ReplyMean,
    Requests, ///< that were sent, each attempt on its own
    Failed,   ///< of them those that failed
};
inline constexpr std::size_t runFigureCount = 20;

/// By RunFigure; nothing where there are no data: a percentile of no items, a queue without a capacity.
using RunFigures = std::array<std::optional<double>, runFigureCount>;

/// The figures of a whole run of that length, with its statistics and its sums. Cost: its tasks and queues.
RunFigures runFigures(const Columns& columns, const Summary& summary, const RunTotals& totals,
                      std::int64_t endNs);

MetricUnit runFigureUnit(RunFigure figure);
/// As a result file names it: "sojourn_s.p50".
const char* runFigureName(RunFigure figure);
/// What it is called in a table: "median sojourn".
const char* runFigureWords(RunFigure figure);

/// "−4.62 s", "+0.41 per second", "−47 pp" (percentage points); "0 s" where nothing differs.
std::string differenceText(double difference, MetricUnit unit);

} // namespace sojourn
