// Several runs of one setting, each with its own seed.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace sojourn {

/// The seed of a replication, counted from 0. Replication 0 is the run with the base seed itself, so that
/// whoever runs the scenario by hand meets it again; the others are mixed from base seed and number by
/// SplitMix64's finaliser, and stay within 63 bits, as seeds of files do. A setting has no part in it: all
/// settings of a sweep meet the same seeds (common random numbers; Law, Simulation Modeling and Analysis,
/// 11.2), so that neighbours differ by what they are and not by luck.
std::uint64_t replicationSeed(std::uint64_t base, std::uint32_t replication);

/// What the replications of one setting say of one metric.
struct ReplicationEstimate
{
    std::uint32_t count = 0; ///< replications that had a value
    /// Of their values; of a percentile that of all their items together. Nothing without any.
    std::optional<double> mean;
    /// The interval that holds the expected value of a replication in 95 of 100 sweeps: Student's t over the
    /// replications, which are independent. From two values on. Where no value is below 0 the interval is not
    /// either, since no such metric can be, and of a share it does not reach beyond 1.
    ///
    /// Of few values that differ much, and cannot be below 0, some rare large ones have most likely not been
    /// seen, and Student's t ends too low [Johnson: Modified t tests and confidence intervals for
    /// asymmetrical populations, JASA 73, 1978]. So from three on it ends no lower than the interval of a
    /// lognormal mean of the same spread does [Olsson: Confidence intervals for the mean of a log-normal
    /// distribution, Journal of Statistics Education 13(1), 2005]: 4 % wider for five values of a spread of a
    /// tenth of their mean, 26 % for one of 60 %, where Student's t alone holds a lognormal mean in 90 of
    /// 100, and this in 93. Of what hardly any replication has, a wait where nearly nobody waits, it holds
    /// the expected value less often.
    std::optional<double> low, high;

    bool operator==(const ReplicationEstimate&) const = default;
};

/// The estimate from one value a replication, in the order of replications; nothing stands for one without
/// data. Of a percentile see PooledDurations. The same bits on every machine and whatever computed the
/// values: sums in the order of replications, and Student's t rounded to nine decimals, behind which C
/// libraries may differ.
/// `most`: what no such metric can be above.
ReplicationEstimate estimateOf(const std::vector<std::optional<double>>& values,
                               double most = std::numeric_limits<double>::infinity());
/// Likewise of differences between two settings, which may be below 0: so may the interval.
ReplicationEstimate estimateOfDifferences(const std::vector<std::optional<double>>& values);

/// The two-sided 95 % point of Student's t, rounded to nine decimals; 1 degree at least.
double widthInErrors(std::uint32_t degrees);

/// How many times their mean the interval of a lognormal mean reaches up to [Olsson]: of so many values, two
/// at least, whose standard deviation is `spread` times their mean. Rounded likewise.
double lognormalReach(std::uint32_t count, double spread);

} // namespace sojourn
