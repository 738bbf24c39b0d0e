// What a run says of the long run: warm-up, means and percentiles with their intervals, or that it says too
// little.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

// Sources:
//   [White]    White: An effective truncation heuristic for bias reduction in simulation output, Simulation
//              69, 1997; MSER-5: White, Cobb, Spratt, Winter Simulation Conference 2000
//   [Schmeiser] Schmeiser: Batch size effects in the analysis of simulation output, Operations Research 30,
//              1982: 10 to 30 batches do, whatever the length of the run
//   [Skart]    Tafazzoli, Steiger, Wilson: N-Skart, a nonsequential skewness- and autoregression-adjusted
//              batch-means procedure, IEEE Transactions on Automatic Control 56, 2011
//   [Johnson]  Johnson: Modified t tests and confidence intervals for asymmetrical populations, JASA 73,
//              1978
//   [Woodruff] Woodruff: Confidence intervals for medians and other position measures, JASA 47, 1952

/// Values of items, one each, in the order in which they left (or came): their mean is a mean per item. Those
/// of a quantity that cannot be below 0, as all series here.
struct PerItemSeries
{
    std::vector<double> values;
};

/// How long items stayed, and how long of it they waited: as many values, of the same items.
struct SojournSeries : PerItemSeries
{
    std::vector<double> waits;
};

/// Time averages over equally long stretches that adjoin: their mean is a mean over time.
struct TimeWeightedSeries
{
    std::vector<double> values;
    double stretchSeconds = 0; ///< above 0 when there are values
};

/// What a mean is a mean over. The two are never the same thing: a queue that is long for a short time is met
/// by many items.
enum class Weighting : std::uint8_t { PerItem, TimeWeighted };

/// From low to high.
struct Interval
{
    double low = 0;
    double high = 0;
};

/// A value with the interval that holds the true one in 95 of 100 runs.
struct Estimate
{
    Weighting weighting = Weighting::PerItem;
    double value = 0;
    double low = 0;
    double high = 0;
    std::size_t warmUp = 0;  ///< values left out in front
    std::size_t counted = 0; ///< values that count
    std::size_t batches = 0; ///< what they were put together to, or how many runs
    /// So many independent values would tell as much. Neighbours are alike in a queue: at 90 % load, 190,000
    /// waits tell as much as some 500 would.
    double independentValues = 0;
};

/// Why there is no estimate.
enum class Shortage : std::uint8_t {
    TooFew,    ///< fewer values than batches need, or than the percentile's tail needs
    WarmUp,    ///< the warm-up may not be over: it is found to reach half of the run
    Dependent, ///< the values go up and down less than leastSwingsOf() times
    Rare,      ///< nearly all values are one, and fewer times than that there are others
    Alike,     ///< all values are one, or all that decide a percentile: the interval would have no width
    NoVariance ///< that of the values is infinite, as is known of what made them
};
/// As a sentence: "not enough data: …".
std::string shortageSentence(Shortage shortage);

/// An estimate, or why there is none.
class Estimated final
{
public:
    Estimated(Estimate estimate)
        : m_estimate(estimate)
    {
    }
    Estimated(Shortage shortage)
        : m_shortage(shortage)
    {
    }
    explicit operator bool() const { return m_estimate.has_value(); }
    const Estimate& operator*() const { return *m_estimate; }
    const Estimate* operator->() const { return &*m_estimate; }
    Shortage shortage() const { return m_shortage; } ///< only without an estimate

private:
    std::optional<Estimate> m_estimate;
    Shortage m_shortage = Shortage::TooFew;
};

inline constexpr double confidence = 0.95;
inline constexpr std::size_t batchCount = 20;   ///< [Schmeiser]
inline constexpr std::size_t leastValues = 200; ///< ten a batch
/// Of values' swings (swingsOf()): fewer tell nothing of how far their mean may be off. Of a queue in which
/// hardly anybody waits they are the times when somebody did: measured on M/M/4 at 9 % load and on M/M/1 at
/// 1 %, intervals of the mean wait hold the true one in 35 of 100 runs with one such time. Of a busy queue
/// that runs for too short a time, the runs that happened to be quiet swing most: the more of the runs are
/// refused, the less do the others hold. Of M/M/4 at 90 % load over 4,000 items, 63 of 100 have 15 swings,
/// and 91 of 100 of these hold; with 40 swings asked, of 10,000 items, 16 of 100 had them, of which 57 held.
/// How many independent values those of the run are worth would be the natural measure, but it is estimated
/// with the interval's own error: the runs whose interval is too narrow would be the ones that get one.
inline constexpr std::size_t leastSwings = 15;
/// Of so few values that independent ones hardly swing as often, as many as they nearly do.
constexpr std::size_t leastSwingsOf(std::size_t values)
{
    return std::min(leastSwings, values / 10);
}
/// Of a percentile: as many of the values' swings (swingsOf()), times the share beyond it. Measured over 300
/// seeds, of the 99th percentile of the wait, at 80 % load: of M/M/1 over 29,000 items 199 runs have as many,
/// and 177 of these hold; over 35,000 284 and 264; of M/D/1 over 25,000 298 and 268. Of M/M/4 at 90 % over
/// 110,000 209 and 191. Of runs hardly long enough those that have as many are the worse ones: of M/M/1 over
/// 25,000 48 and 34. With 3 of them, 202 and 173.
inline constexpr double leastTailSwings = 3.5;

/// Of a run whose length in relaxation times of its queue is less, intervals of waits and of what is made of
/// them hold the true value too rarely, and those that the values themselves do not rule out are the most
/// wrong. What the values do not decide favours none of them. Measured on M/M/4 with room for 100, 90 % load,
/// seeds 1 to 400: of 54 relaxation times 373 of the 395 intervals of the mean wait that were given held it,
/// and 369 of 398 of the mean sojourn. Of 22, 91 of 100 that were given, and 63 of 100 were. The 90th
/// percentile, of 108: 343 of 375.
inline constexpr double leastRelaxations = 50;
/// The same of rates and shares, which hang less on how long the queue is. Measured, seeds 1 to 200: M/M/1
/// and M/D/1 at 90 % load over 10 of them, 185 to 199 of 200 intervals of utilisation, throughput and the
/// share that waits; of M/M/1 at 99.5 % over a fifth of one, 35 of the 53 of utilisation that were given.
inline constexpr double leastRelaxationsOfRates = 10;
/// So many times as many it takes where services are so uneven: of a squared coefficient of variation. Most
/// of what their queue comes to lies in a few services that a short run has not had. Measured on M/G/1 at 80
/// % load, lognormal services of a coefficient of 4, seeds 1 to 100: over 137 relaxation times 86 of the 98
/// intervals of the mean wait that were given held it, over 275 96 of 100; of a coefficient of 2 no more is
/// asked.
constexpr double relaxationsForUneven(double serviceScv)
{
    return std::max(1.0, serviceScv / 4);
}
/// The same of a percentile, whose values are the fewer the higher it is.
constexpr double leastRelaxationsFor(double percent)
{
    return std::max(leastRelaxations, 12 / (1 - percent / 100));
}

/// How many values in front belong to the warm-up: MSER-5's proposal [White], the truncation that makes the
/// standard error of the mean of the rest the least, in steps of 5 and at most half of all. It is taken only
/// when what it leaves out stands apart: its mean by five standard errors from that of the rest, and further
/// off than any stretch as long in the rest. Otherwise it is a burst that happened to come early, and leaving
/// it out would make a mean too small: with MSER-5 alone intervals of M/M/1's wait at 80 % load over 10,000
/// items hold the true mean in 89 of 100, with this rule in 93. None either where nearly all of what it
/// leaves is one value: the standard error of the rest is the least there because of what it cannot tell.
std::size_t warmUpOf(const std::vector<double>& values);
/// A warm-up of so many of so many values reaches to their half: it may not be over.
bool isUnsettled(std::size_t warmUp, std::size_t count);

/// How often values go up from their lowest quarter to their highest: how long values depend on each other,
/// hardly by chance. Of n independent ones, some n / 8. Where both quarters are one value, how often there
/// are others above it, or below.
std::size_t swingsOf(const std::vector<double>& values);

/// The mean behind the warm-up, by 20 batch means, with Student's t. The interval is widened for what batches
/// still have in common (their first autocorrelation, as of an autoregressive process [Skart]), shifted for
/// the skewness of their means [Johnson], and reaches further up than down (intervalOf() in batch_means.h):
/// queues have long tails, and plain batch means miss too often. It never goes below 0, and always has a
/// width.
Estimated meanOf(const PerItemSeries& series);
Estimated meanOf(const TimeWeightedSeries& series);

/// The same of sojourns, whose interval reaches as much further up than Student's t says as that of the mean
/// of their waits does: it is the waits that have the long tail. The two say the same of one run: seen by
/// itself, a sojourn would be certain not to be as long as its wait alone may be. Without an interval for the
/// waits, as of any other values.
Estimated meanOf(const SojournSeries& series);

/// The share of ones among values of 0 and 1, as the mean of them: never above 1.
Estimated shareOf(const PerItemSeries& series);

/// A percentile of the values behind the warm-up: the smallest value with at least `percent` % of all at or
/// below it. Its interval lies between the values that as many lie beyond as the interval of the share beyond
/// the percentile says [Woodruff], and further up as that of a mean does; that share is a mean itself. It
/// always has a width: of a percentile that is one value with many others nothing is said.
/// 0 < percent < 100.
Estimated percentileOf(const PerItemSeries& series, double percent);

/// The mean of several runs, each with its own seed, from one mean a run: they are independent, so Student's
/// t holds as it stands. At least 5.
Estimated meanOfRuns(const std::vector<double>& meanOfRun, Weighting weighting);

} // namespace sojourn
