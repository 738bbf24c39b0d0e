#include "explore/sweep/replications.h"

#include "scenario/draw.h"
#include "stats/student_t.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

/// To nine decimals: C libraries differ in the last digits of what is not simple arithmetic.
double rounded(double value)
{
    return std::round(value * 1e9) / 1e9;
}

} // namespace

double widthInErrors(std::uint32_t degrees)
{
    return rounded(studentTQuantile(0.975, degrees).value_or(0));
}

double lognormalReach(std::uint32_t count, double spread)
{
    const double variance = std::log1p(spread * spread); // of the logarithms
    const double n = count;
    return rounded(
        std::exp(widthInErrors(count - 1) * std::sqrt(variance / n + variance * variance / 2 / (n - 1))));
}

std::uint64_t replicationSeed(std::uint64_t base, std::uint32_t replication)
{
    return replication == 0 ? base : mix64(base + replication * goldenGamma) >> 1;
}

namespace {

ReplicationEstimate estimated(const std::vector<std::optional<double>>& values, bool mayBeNegative)
{
    ReplicationEstimate estimate;
    double sum = 0;
    for (const auto& value : values) {
        if (!value) continue;
        ++estimate.count;
        sum += *value;
    }
    if (estimate.count == 0) return estimate;
    const double count = estimate.count;
    const double mean = sum / count;
    estimate.mean = mean;
    if (estimate.count < 2) return estimate;
    double squares = 0;
    double least = mean;
    for (const auto& value : values) {
        if (!value) continue;
        squares += (*value - mean) * (*value - mean);
        least = std::min(least, *value);
    }
    const double deviation = std::sqrt(squares / (count - 1));
    const double half = widthInErrors(estimate.count - 1) * deviation / std::sqrt(count);
    estimate.low = mean - half;
    estimate.high = mean + half;
    if (mayBeNegative || least < 0) return estimate;
    estimate.low = std::max(mean - half, 0.0);
    if (count >= 3 && mean > 0)
        estimate.high = std::max(mean + half, mean * lognormalReach(estimate.count, deviation / mean));
    return estimate;
}

} // namespace

ReplicationEstimate estimateOf(const std::vector<std::optional<double>>& values, double most)
{
    ReplicationEstimate estimate = estimated(values, false);
    if (estimate.high) estimate.high = std::max(*estimate.mean, std::min(*estimate.high, most));
    return estimate;
}

ReplicationEstimate estimateOfDifferences(const std::vector<std::optional<double>>& values)
{
    return estimated(values, true);
}

} // namespace sojourn
