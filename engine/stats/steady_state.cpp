#include "stats/steady_state.h"

#include "stats/batch_means.h"
#include "stats/student_t.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

constexpr std::size_t mserStep = 5;
constexpr std::size_t leastRuns = 5;
/// Standard errors: MSER picks the most striking of all truncations, and queues have bursts.
constexpr double apart = 5;

void setInterval(Estimate& e, const BatchError& error)
{
    const Interval interval = intervalOf(e.value, error);
    e.low = std::max(0.0, interval.low); // no such quantity can be negative
    e.high = interval.high;
    // Negatively correlated values would tell more than independent ones; that is not counted on.
    e.independentValues = std::min(static_cast<double>(e.counted), error.independentValues);
}

/// The smallest of sorted values with at least that share of all at or below it.
double valueAt(const std::vector<double>& sorted, double share)
{
    const double rank = std::ceil(share * static_cast<double>(sorted.size()) - 1e-9);
    const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
    return sorted[std::min(index, sorted.size() - 1)];
}

/// The same, with equal values spread over the gap below them. How far off a percentile may be, as a share of
/// itself, is too much where values are few: from 1 s to 2 s it doubles, whatever their shares.
double spreadValueAt(const std::vector<double>& sorted, double share)
{
    const double value = valueAt(sorted, share);
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), value);
    if (first == sorted.begin()) return value;
    const double rank = share * static_cast<double>(sorted.size());
    const double below = static_cast<double>(first - sorted.begin());
    const double part = (rank - below) / static_cast<double>(last - first);
    return *(first - 1) + (value - *(first - 1)) * std::clamp(part, 0.0, 1.0);
}

/// A percentile's upper end, where values up to that share are within reach: one of the values, as far as
/// there are any.
double upperEnd(const std::vector<double>& sorted, double share, double highShare)
{
    const double high = upwards(spreadValueAt(sorted, share), spreadValueAt(sorted, highShare));
    const auto value = std::lower_bound(sorted.begin(), sorted.end(), high);
    return value == sorted.end() ? high : *value;
}

std::vector<double> sortedOf(Values values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

/// Why values tell nothing of how far their mean may be off; nothing where they do.
std::optional<Shortage> shortageOf(Values values)
{
    const std::vector<double> sorted = sortedOf(values);
    if (sorted.front() == sorted.back()) return Shortage::Alike;
    const SwingCounter counter(sorted);
    if (counter.count(values) >= leastSwingsOf(values.size())) return {};
    return counter.isMostlyOne() ? Shortage::Rare : Shortage::Dependent;
}

Estimated meanOf(Values all, Weighting weighting)
{
    if (all.size() < leastValues) return Shortage::TooFew;
    Estimate e;
    e.weighting = weighting;
    e.warmUp = warmUpOf({all.begin(), all.end()});
    const Values values = all.subspan(e.warmUp);
    if (isUnsettled(e.warmUp, all.size())) return Shortage::WarmUp;
    if (values.size() < leastValues) return Shortage::TooFew;
    if (const auto shortage = shortageOf(values)) return *shortage;
    e.counted = values.size();
    e.batches = batchCount;
    e.value = plainMeanOf(values);
    setInterval(e, batchErrorOf(values));
    // The means of the batches may be alike where the values are not.
    return e.low < e.high ? Estimated(e) : Estimated(Shortage::Alike);
}

/// Whether the first `left` means stand apart from the rest: by five standard errors, and further off than
/// any stretch as long in the rest.
bool isAnotherLevel(Values means, std::size_t left)
{
    const Values rest = means.subspan(left);
    const Moments m = momentsOf(groupMeans(rest, rest.size() / batchCount));
    const double difference = std::abs(plainMeanOf(means.first(left)) - m.mean);
    // A mean of k means has the variance of a batch mean times their number in a batch over k.
    const auto inBatch = static_cast<double>(rest.size() / batchCount);
    const double errorSquared =
        m.variance * inBatch * (1 / static_cast<double>(left) + 1 / static_cast<double>(rest.size()));
    if (difference <= apart * std::sqrt(errorSquared)) return false;
    const std::vector<double> stretches = groupMeans(rest, left);
    return std::all_of(stretches.begin(), stretches.end(),
                       [&](double stretch) { return std::abs(stretch - m.mean) < difference; });
}

} // namespace

std::string shortageSentence(Shortage shortage)
{
    switch (shortage) {
    case Shortage::TooFew:
        return "not enough data: too few values for an interval";
    case Shortage::WarmUp:
        return "not enough data: half of the run looks like warm-up";
    case Shortage::Dependent:
        return "not enough data: the values depend on each other for too long; a longer run tells more";
    case Shortage::Rare:
        return "not enough data: nearly all values are the same, and too few differ for an interval";
    case Shortage::Alike:
        return "no interval: every value that decides it was the same";
    case Shortage::NoVariance:
        return "no interval: its variance is infinite (the services' tail is too long), so that no run tells "
               "how far it may be off";
    }
    return {};
}

std::size_t warmUpOf(const std::vector<double>& values)
{
    const std::vector<double> means = groupMeans(values, mserStep);
    const std::size_t n = means.size();
    if (n < 2 * batchCount) return 0;
    // From the end, so that one pass gives the sums of each rest.
    double sum = 0, squares = 0, least = 0;
    std::size_t left = n;
    for (std::size_t i = n; i-- > 0;) {
        sum += means[i];
        squares += means[i] * means[i];
        const auto rest = static_cast<double>(n - i);
        if (i > n / 2) continue;
        const double error = (squares - sum * sum / rest) / (rest * rest);
        if (left == n || error <= least) {
            least = error;
            left = i;
        }
    }
    if (left == 0) return 0;

    if (!isAnotherLevel(means, left)) return 0;
    const std::size_t warmUp = values.size() - (n - left) * mserStep;
    const Values rest = Values(values).subspan(warmUp);
    const std::vector<double> sorted = sortedOf(rest);
    const SwingCounter counter(sorted);
    return counter.isMostlyOne() && counter.count(rest) < leastSwingsOf(rest.size()) ? 0 : warmUp;
}

bool isUnsettled(std::size_t warmUp, std::size_t count)
{
    return 2 * (warmUp + mserStep) > count;
}

std::size_t swingsOf(const std::vector<double>& values)
{
    if (values.empty()) return 0;
    return SwingCounter(sortedOf(values)).count(values);
}

Estimated meanOf(const PerItemSeries& series)
{
    return meanOf(Values(series.values), Weighting::PerItem);
}

Estimated meanOf(const SojournSeries& series)
{
    const Estimated own = meanOf(Values(series.values), Weighting::PerItem);
    if (!own) return own;
    Estimate e = *own;
    const Values waits = Values(series.waits).subspan(e.warmUp);
    if (waits.size() != e.counted || shortageOf(waits)) return own;
    const double wait = plainMeanOf(waits);
    const double waitHigh = studentInterval(wait, batchErrorOf(waits)).high;
    const Interval interval = studentInterval(e.value, batchErrorOf(Values(series.values).subspan(e.warmUp)));
    e.high = interval.high + upwards(wait, waitHigh) - waitHigh;
    return e;
}

Estimated meanOf(const TimeWeightedSeries& series)
{
    return meanOf(Values(series.values), Weighting::TimeWeighted);
}

Estimated shareOf(const PerItemSeries& series)
{
    const Estimated share = meanOf(series);
    if (!share) return share;
    Estimate e = *share;
    e.high = std::min(1.0, e.high);
    return e;
}

Estimated percentileOf(const PerItemSeries& series, double percent)
{
    if (!(percent > 0 && percent < 100)) return Shortage::TooFew;
    // Whether the run is long enough, and where its warm-up ends, the mean tells.
    const Estimated mean = meanOf(series);
    if (!mean) return mean.shortage();
    Estimate e = *mean;
    const Values values = Values(series.values).subspan(e.warmUp);
    const std::vector<double> sorted = sortedOf(values);
    const double share = percent / 100;
    const double percentile = valueAt(sorted, share);

    std::vector<double> beyond(values.size());
    std::transform(values.begin(), values.end(), beyond.begin(),
                   [percentile](double value) { return value > percentile ? 1.0 : 0.0; });
    const double rarer = std::min(share, 1 - share);
    if (static_cast<double>(SwingCounter(sorted).count(values)) * rarer < leastTailSwings)
        return Shortage::TooFew;
    const BatchError error = batchErrorOf(beyond);
    const Interval shareBeyond = studentInterval(1 - share, error);
    e.independentValues = std::min(static_cast<double>(e.counted), error.independentValues);
    const double low = 1 - shareBeyond.high, high = 1 - shareBeyond.low;
    if (low <= 0 || high >= 1) return Shortage::TooFew;
    e.value = percentile;
    e.low = valueAt(sorted, low);
    e.high = upperEnd(sorted, share, high);
    return e.low < e.high ? Estimated(e) : Estimated(Shortage::Alike);
}

Estimated meanOfRuns(const std::vector<double>& meanOfRun, Weighting weighting)
{
    if (meanOfRun.size() < leastRuns) return Shortage::TooFew;
    Estimate e;
    e.weighting = weighting;
    e.counted = e.batches = meanOfRun.size();
    e.independentValues = static_cast<double>(e.counted);
    const Moments m = momentsOf(meanOfRun);
    e.value = m.mean;
    const double t = *studentTQuantile((1 + confidence) / 2, static_cast<std::uint32_t>(e.counted - 1));
    const double reach = t * std::sqrt(m.variance / static_cast<double>(e.counted));
    e.low = std::max(0.0, m.mean - reach);
    e.high = m.mean + reach;
    return e;
}

} // namespace sojourn
