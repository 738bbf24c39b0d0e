// What a recorded run says of each queue, value by value: what estimates of the long run are made from.
#pragma once

#include "stats/steady_state.h"
#include "trace/columns.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// Time averages of a step function over `count` equal stretches of [fromNs, toNs). The function is 0 before
/// its first step.
class StepAverages final
{
public:
    /// fromNs < toNs, count > 0.
    StepAverages(std::int64_t fromNs, std::int64_t toNs, std::size_t count);
    /// From atNs on it has this level; atNs never goes back.
    void stepTo(std::int64_t atNs, double level);
    /// The averages; the last level goes on to the end.
    TimeWeightedSeries series();

private:
    std::int64_t startOf(std::size_t stretch) const;

    std::int64_t m_fromNs;
    std::int64_t m_toNs;
    std::int64_t m_atNs;
    double m_level = 0;
    std::size_t m_stretch = 0;   // that m_atNs lies in
    std::vector<double> m_areas; // level times nanoseconds
};

/// One queue. Waits and sojourns are in seconds.
struct QueueSeries
{
    PerItemSeries wait;    ///< from put to get, in the order of getting
    SojournSeries sojourn; ///< from put to done, in the order of getting done
    PerItemSeries waited;  ///< 1 where the wait is above 0, otherwise 0, in the order of getting
    PerItemSeries lost;    ///< 1 where the queue was full and the item was dropped, in the order of coming
    /// Over the time in which items came: behind it a queue only runs empty, which is nothing of the long
    /// run.
    TimeWeightedSeries length;      ///< how many wait
    TimeWeightedSeries busyServers; ///< how many of those who get from it do not wait for an item
    TimeWeightedSeries throughput;  ///< items got out a second
};

/// Whether "at once" can be told from "after a moment": on the real clock a wait is that of its events, which
/// take time, and hardly ever exactly 0 (it is at full speed, which waits for nothing).
bool knowsWhoWaited(const Columns& columns, const QueueSeries& series);

/// Of all items, whatever queues they went through: from the first put to the last done, and how long of it
/// they waited in queues, in seconds, in the order of leaving. Costs two passes over the visits.
SojournSeries sojournSeriesOf(const Columns& columns);

/// Of each queue, by number. Costs one pass over the columns, and sorting where several tasks get from a
/// queue.
std::vector<QueueSeries> queueSeriesOf(const Columns& columns);

/// 1 where one of these groups went on without putting into the queue, 0 where it put, in the order of time:
/// of tasks that pause once, then put or let it be. Costs a pass over their spans and marks.
PerItemSeries lossesBefore(const Columns& columns, std::uint16_t queue,
                           const std::vector<std::uint16_t>& groups);

/// By how much sleeps ended later than they were asked to, in the mean; nothing without any. Costs a pass
/// over the events.
std::optional<double> sleepDelaySecondsOf(const Columns& columns);

/// Little's law for one queue over a whole run, from its start to its last event: L = lambda W holds for
/// every run, whatever its distributions, but for what still waited at the end. Little: A proof for the
/// queuing formula L = lambda W, Operations Research 9, 1961. End marks are no items.
struct LittlesLaw
{
    double queueLength = 0;         ///< measured from the queue's lengths: L_q, time average
    double arrivalsPerSecond = 0;   ///< measured: items got a second
    double waitSeconds = 0;         ///< measured: mean per item
    std::uint64_t stillWaiting = 0; ///< items that were put and never got: their waits are not known

    double product() const { return arrivalsPerSecond * waitSeconds; }
    /// Both sides agree but for rounding, or items still waited, and nothing is claimed.
    bool holds() const;
};
/// By queue; nothing where nothing was got, or no time has passed.
std::vector<std::optional<LittlesLaw>> littlesLawsOf(const Columns& columns);

} // namespace sojourn
