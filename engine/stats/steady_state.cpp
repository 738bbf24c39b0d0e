#include "stats/steady_state.h"

#include "stats/student_t.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace sojourn {

namespace {

using Values = std::span<const double>;

constexpr std::size_t mserStep = 5;
constexpr std::size_t leastRuns = 5;
/// Standard errors: MSER picks the most striking of all truncations, and queues have bursts.
constexpr double apart = 5;

double sumOf(Values values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}
double plainMeanOf(Values values)
{
    return sumOf(values) / static_cast<double>(values.size());
}

/// Means of adjoining groups of `size`; what is left over at the front is in none.
std::vector<double> groupMeans(Values values, std::size_t size)
{
    std::vector<double> means(values.size() / size);
    Values rest = values.last(means.size() * size);
    for (double& mean : means) {
        mean = plainMeanOf(rest.first(size));
        rest = rest.subspan(size);
    }
    return means;
}

/// The moments of batch means, about their own mean.
struct Moments
{
    double mean = 0;
    double variance = 0; ///< without bias
    double lag1 = 0;     ///< first autocorrelation; 0 without variance
    double skewness = 0; ///< 0 without variance
};

Moments momentsOf(Values values)
{
    Moments m;
    m.mean = plainMeanOf(values);
    double squares = 0, products = 0, cubes = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double d = values[i] - m.mean;
        squares += d * d;
        cubes += d * d * d;
        if (i > 0) products += d * (values[i - 1] - m.mean);
    }
    const auto n = static_cast<double>(values.size());
    m.variance = squares / (n - 1);
    if (squares <= 0) return m;
    m.lag1 = products / squares;
    m.skewness = n * cubes / ((n - 1) * (n - 2)) / std::pow(m.variance, 1.5);
    return m;
}

/// By how much a variance grows when batch means are those of an autoregressive process with this first
/// autocorrelation. That of n independent values is estimated by 1 / n too low.
double correlationFactor(const Moments& m, std::size_t n)
{
    const double phi = std::clamp(m.lag1 + 1 / static_cast<double>(n), 0.0, 0.8);
    return (1 + phi) / (1 - phi);
}

/// Johnson's transformation of a quantile of t, inverted as Willink does: 0 stays nearly where it is, and the
/// side of the long tail gets more room.
double skewed(double t, double beta)
{
    if (std::abs(beta) < 1e-4) return t;
    return (std::cbrt(1 + 6 * beta * (t - beta)) - 1) / (2 * beta);
}

double quantile(std::size_t batches)
{
    return *studentTQuantile((1 + confidence) / 2, static_cast<std::uint32_t>(batches - 1));
}

/// How far a mean may be off.
struct BatchError
{
    double squared = 0; ///< of the standard error
    double beta = 0;    ///< skewness of the mean over 6, as Johnson's transformation takes it
};

BatchError batchErrorOf(Values values)
{
    const Moments m = momentsOf(groupMeans(values, values.size() / batchCount));
    const auto n = static_cast<double>(batchCount);
    return {m.variance * correlationFactor(m, batchCount) / n, m.skewness / (6 * std::sqrt(n))};
}

void setInterval(Estimate& e, const BatchError& error)
{
    const double t = quantile(e.batches);
    const double standardError = std::sqrt(error.squared);
    e.low = e.value - skewed(t, error.beta) * standardError;
    e.high = e.value - skewed(-t, error.beta) * standardError;
}

double varianceOf(Values values)
{
    const double mean = plainMeanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size());
}

Estimated meanOf(Values all, Weighting weighting)
{
    if (all.size() < leastValues) return Shortage::TooFew;
    Estimate e;
    e.weighting = weighting;
    e.warmUp = warmUpOf({all.begin(), all.end()});
    const Values values = all.subspan(e.warmUp);
    if (2 * (e.warmUp + mserStep) > all.size()) return Shortage::WarmUp;
    if (values.size() < leastValues) return Shortage::TooFew;
    e.counted = values.size();
    e.batches = batchCount;
    e.value = plainMeanOf(values);
    const BatchError error = batchErrorOf(values);
    e.independentValues = static_cast<double>(e.counted);
    // Negatively correlated values would tell more than independent ones; that is not counted on.
    if (error.squared > 0)
        e.independentValues = std::min(e.independentValues, varianceOf(values) / error.squared);
    if (e.independentValues < leastIndependent) return Shortage::Dependent;
    setInterval(e, error);
    return e;
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

/// The smallest of sorted values with at least that share of all at or below it.
double valueAt(const std::vector<double>& sorted, double share)
{
    const double rank = std::ceil(share * static_cast<double>(sorted.size()) - 1e-9);
    const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
    return sorted[std::min(index, sorted.size() - 1)];
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
    return values.size() - (n - left) * mserStep;
}

Estimated meanOf(const PerItemSeries& series)
{
    return meanOf(Values(series.values), Weighting::PerItem);
}

Estimated meanOf(const TimeWeightedSeries& series)
{
    return meanOf(Values(series.values), Weighting::TimeWeighted);
}

Estimated shareOf(const PerItemSeries& series)
{
    const auto ones = static_cast<std::size_t>(std::count(series.values.begin(), series.values.end(), 1.0));
    if (std::min(ones, series.values.size() - ones) < leastOfEach) return Shortage::TooFew;
    return meanOf(series);
}

Estimated percentileOf(const PerItemSeries& series, double percent)
{
    if (!(percent > 0 && percent < 100)) return Shortage::TooFew;
    // Whether the run is long enough, and where its warm-up ends, the mean tells.
    const Estimated mean = meanOf(series);
    if (!mean) return mean.shortage();
    Estimate e = *mean;
    const Values values = Values(series.values).subspan(e.warmUp);
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const double share = percent / 100;
    const double percentile = valueAt(sorted, share);

    std::vector<double> beyond(values.size());
    std::transform(values.begin(), values.end(), beyond.begin(),
                   [percentile](double value) { return value > percentile ? 1.0 : 0.0; });
    const BatchError error = batchErrorOf(beyond);
    const double rarer = std::min(share, 1 - share);
    e.independentValues = static_cast<double>(e.counted);
    if (error.squared > 0)
        e.independentValues = std::min(e.independentValues, share * (1 - share) / error.squared);
    if (e.independentValues * rarer < leastTailValues) return Shortage::TooFew;
    e.value = 1 - share;
    setInterval(e, error);
    const double low = 1 - e.high, high = 1 - e.low;
    if (low <= 0 || high >= 1) return Shortage::TooFew;
    e.value = percentile;
    e.low = valueAt(sorted, low);
    e.high = valueAt(sorted, high);
    return e;
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
    setInterval(e, {m.variance / static_cast<double>(meanOfRun.size()), 0});
    return e;
}

} // namespace sojourn
