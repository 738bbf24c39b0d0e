#include "stats/batch_means.h"

#include "stats/student_t.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sojourn {

namespace {

constexpr double widening = 10;

/// By how much a variance grows when the means of batches, whose halves' means have this first
/// autocorrelation, are those of an autoregressive process. That of n independent values is estimated by
/// 1 / n too low.
double correlationFactor(double lag1OfHalves)
{
    const double ofHalves = lag1OfHalves + 1 / static_cast<double>(halfCount);
    const double phi = std::clamp(ofHalves * (1 + ofHalves) / 2, 0.0, 0.8);
    return (1 + phi) / (1 - phi);
}

std::vector<double> meansOfPairs(Values halves)
{
    std::vector<double> means(halves.size() / 2);
    for (std::size_t i = 0; i < means.size(); ++i)
        means[i] = (halves[2 * i] + halves[2 * i + 1]) / 2;
    return means;
}

/// Johnson's transformation of a quantile of t, inverted as Willink does: 0 stays nearly where it is, and the
/// side of the long tail gets more room.
double skewed(double t, double beta)
{
    if (std::abs(beta) < 1e-4) return t;
    return (std::cbrt(1 + 6 * beta * (t - beta)) - 1) / (2 * beta);
}

} // namespace

double plainMeanOf(Values values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

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

double varianceOf(Values values)
{
    const double mean = plainMeanOf(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return sum / static_cast<double>(values.size());
}

BatchError BatchError::ofPart(double share) const
{
    return {squared / share, beta / std::sqrt(share), independentValues * share};
}

BatchError errorOfHalves(Values halves, double variance)
{
    const Moments m = momentsOf(meansOfPairs(halves));
    const auto n = static_cast<double>(batchCount);
    const double squared = m.variance * correlationFactor(momentsOf(halves).lag1) / n;
    return {squared, m.skewness / (6 * std::sqrt(n)),
            squared > 0 ? variance / squared : std::numeric_limits<double>::infinity()};
}

BatchError batchErrorOf(Values values)
{
    return errorOfHalves(groupMeans(values, values.size() / halfCount), varianceOf(values));
}

SwingCounter::SwingCounter(Values sorted)
    : m_low(sorted[(sorted.size() + 3) / 4 - 1])
    , m_high(sorted[(3 * sorted.size() + 3) / 4 - 1])
{
}

std::size_t SwingCounter::count(Values values) const
{
    return countsOfFirst(values).back();
}

std::vector<std::size_t> SwingCounter::countsOfFirst(Values values) const
{
    std::vector<std::size_t> counts{0};
    counts.reserve(values.size() + 1);
    std::size_t ups = 0, downs = 0;
    bool isUp = false, isBack = false;
    for (const double value : values) {
        const bool isHigh = isMostlyOne() ? value > m_high : value >= m_high;
        if (!isUp && isHigh) ++ups;
        isUp = isHigh || (isUp && value > m_low);
        // Away from the one value to what is below it.
        if (isBack && value < m_low) ++downs;
        isBack = value >= m_high || (isBack && value >= m_low);
        counts.push_back(isMostlyOne() ? std::max(ups, downs) : ups);
    }
    return counts;
}

Interval studentInterval(double mean, const BatchError& error)
{
    const double t = *studentTQuantile((1 + confidence) / 2, batchCount - 1);
    const double scale = std::sqrt(error.squared) * (1 + widening / error.independentValues);
    return {mean - skewed(t, error.beta) * scale, mean - skewed(-t, error.beta) * scale};
}

double upwards(double value, double high)
{
    if (!(value > 0)) return high;
    const double share = (high - value) / value;
    return share <= 0.5 ? value / (1 - share) : value * (4 - 2 * std::exp(1 - 2 * share));
}

Interval intervalOf(double mean, const BatchError& error)
{
    const Interval interval = studentInterval(mean, error);
    return {interval.low, upwards(mean, interval.high)};
}

} // namespace sojourn
