// Waits in a queue as curves: measured, with 95 % bands, and as theory has them.
#pragma once

#include "stats/queue_series.h"
#include "stats/queueing_theory.h"
#include "trace/columns.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sojourn {

/// A share of the items.
struct CurvePoint
{
    double atSeconds = 0;
    double share = 0; ///< 0..1
};

/// A measured share or mean, with the interval that holds the true one in 95 of 100 runs where the values
/// tell enough for one.
struct BandPoint
{
    double at = 0;
    double value = 0;
    std::optional<Interval> band;
};

/// One queue's waits behind the warm-up. All per item. Of a run that never settles, as that of an overloaded
/// queue, all count, and nothing has a band.
struct QueueCurves
{
    std::uint16_t queue = 0;
    std::size_t counted = 0;      ///< waits; 0: nothing was measured
    std::size_t warmUp = 0;       ///< waits in front that are not counted
    std::int64_t warmUpEndNs = 0; ///< when the first that counts was got
    std::int64_t endNs = 0;       ///< when the last was

    // How many waited how long: none, then bars of one width, then the rest.
    double stepSeconds = 0;
    double atOnce = 0;
    std::vector<double> bars; ///< shares; bar i is from i to i + 1 steps, its lower end excluded
    double beyond = 0;

    bool knowsAtOnce = true; ///< knowsWhoWaited(): otherwise atOnce says nothing

    // How many waited longer.
    double tailSeconds = 0;           ///< up to here
    std::vector<BandPoint> tail;      ///< at seconds
    std::optional<double> p99Seconds; ///< where there is enough data for its interval

    /// The mean of all waits up to then, at seconds of the run; the warm-up's are not counted.
    std::vector<BandPoint> meanSoFar;

    // Theory, where it knows.
    bool isApproximate = false;
    std::optional<double> atOnceTheory; ///< where knowsWhoWaited()
    std::vector<CurvePoint> barsTheory; ///< the share within half a step on either side
    std::vector<CurvePoint> tailTheory;
    std::optional<double> p99Theory;    ///< seconds; none of an approximation
    double growthPerSecond = 0;         ///< by so many items an overloaded queue grows
    std::optional<double> meanTheory;   ///< wait, seconds
    std::optional<double> lengthTheory; ///< how many wait, a time average
    bool areMeansApproximate = false;   ///< these two; a distribution may be where they are exact
};

/// From the values of a queue, and its figures in theory (null: none). With no values, theory alone. Where a
/// queue is known to take `relaxationSeconds` to forget (0: it is not), no band is drawn before the run is
/// long enough for one (leastRelaxations). A queue that never settles has no warm-up. Costs a sort of the
/// waits and some passes over them.
QueueCurves queueCurvesOf(const Columns& columns, std::uint16_t queue, const QueueSeries& series,
                          const QueueFigures* figures, double relaxationSeconds = 0, bool settles = true);

/// The share of values above each of some limits that rise, with the band that percentiles' intervals come
/// from: where it crosses 1 % lies the interval of the 99th [Woodruff]. At least halfCount values.
std::vector<BandPoint> sharesAbove(const std::vector<double>& values, const std::vector<double>& limits);
/// The mean of the first k values, for each of some k that rise from 1 on. How far each may be off is told
/// from all values, as of so many fewer: from the first k alone it is known so badly that the band jumps from
/// one k to the next.
std::vector<BandPoint> meansOfFirst(const std::vector<double>& values,
                                    const std::vector<std::size_t>& counts);

} // namespace sojourn
