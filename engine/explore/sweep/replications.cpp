#include "explore/sweep/replications.h"

#include "scenario/draw.h"
#include "stats/student_t.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

namespace {

/// The two-sided 95 % point of Student's t.
double widthInErrors(std::uint32_t degrees)
{
    return std::round(studentTQuantile(0.975, degrees).value_or(0) * 1e9) / 1e9;
}

} // namespace

std::uint64_t replicationSeed(std::uint64_t base, std::uint32_t replication)
{
    return replication == 0 ? base : mix64(base + replication * goldenGamma) >> 1;
}

namespace {

/// Student's t times the error of `middle`, from the spread of `count` values about it, two at least.
double halfWidth(const std::vector<std::optional<double>>& values, double middle, std::uint32_t count)
{
    double squares = 0;
    for (const auto& value : values)
        if (value) squares += (*value - middle) * (*value - middle);
    const double n = count;
    return widthInErrors(count - 1) * std::sqrt(squares / (n - 1) / n);
}

/// Of each value's ratio to `middle`; nothing of what has none.
std::vector<std::optional<double>> logarithms(const std::vector<std::optional<double>>& values, double middle)
{
    std::vector<std::optional<double>> logarithms;
    for (const auto& value : values)
        logarithms.push_back(value && *value > 0 && middle > 0 ? std::optional(std::log(*value / middle))
                                                               : std::nullopt);
    return logarithms;
}

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
    double least = mean;
    for (const auto& value : values)
        least = std::min(least, value.value_or(mean));
    const double half = halfWidth(values, mean, estimate.count);
    estimate.low = mayBeNegative || least < 0 ? mean - half : std::max(mean - half, 0.0);
    estimate.high = mean + half;
    return estimate;
}

} // namespace

ReplicationEstimate estimateOf(const std::vector<std::optional<double>>& values, double most)
{
    ReplicationEstimate estimate = estimated(values, false);
    if (estimate.high) estimate.high = std::max(*estimate.mean, std::min(*estimate.high, most));
    return estimate;
}

ReplicationEstimate pooledEstimateOf(double pooled, const std::vector<std::optional<double>>& values)
{
    ReplicationEstimate estimate = estimateOf(values);
    if (estimate.count < 2) return estimate;
    estimate.mean = pooled;
    const double half = halfWidth(values, pooled, estimate.count);
    estimate.low = std::max(pooled - half, 0.0);
    const double logarithmic = halfWidth(logarithms(values, pooled), 0, estimate.count);
    // To whole nanoseconds, as durations are: C libraries differ in the last digit of what follows.
    const double high = std::round(pooled * std::exp(logarithmic) * 1e9) / 1e9;
    estimate.high = std::max(pooled + half, high);
    return estimate;
}

ReplicationEstimate estimateOfDifferences(const std::vector<std::optional<double>>& values)
{
    return estimated(values, true);
}

} // namespace sojourn
