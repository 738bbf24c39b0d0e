#include "explore/sweep/replications.h"

#include "scenario/draw.h"
#include "stats/student_t.h"

#include <algorithm>
#include <cmath>

namespace sojourn {

double widthInErrors(std::uint32_t degrees)
{
    return std::round(studentTQuantile(0.975, degrees).value_or(0) * 1e9) / 1e9;
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
    const double half = widthInErrors(estimate.count - 1) * std::sqrt(squares / (count - 1) / count);
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

ReplicationEstimate estimateOfDifferences(const std::vector<std::optional<double>>& values)
{
    return estimated(values, true);
}

} // namespace sojourn
