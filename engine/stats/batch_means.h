// Batch means: how far the mean of values that depend on each other may be off.
#pragma once

#include "stats/steady_state.h"

#include <cstddef>
#include <span>
#include <vector>

namespace sojourn {

/// Values in the order in which they came.
using Values = std::span<const double>;

/// Not of none.
double plainMeanOf(Values values);
/// Means of adjoining groups of `size`; what is left over at the front is in none.
std::vector<double> groupMeans(Values values, std::size_t size);

/// The moments of batch means, about their own mean. Of three values and more.
struct Moments
{
    double mean = 0;
    double variance = 0; ///< without bias
    double lag1 = 0;     ///< first autocorrelation; 0 without variance
    double skewness = 0; ///< 0 without variance
};
Moments momentsOf(Values values);

/// How far a mean may be off.
struct BatchError
{
    double squared = 0; ///< of the standard error
    double beta = 0;    ///< skewness of the mean over 6, as Johnson's transformation takes it
};

/// That of the mean of what `batchMeans` (batchCount of them) are the means of, widened for what they still
/// have in common [Skart].
BatchError errorOfBatches(Values batchMeans);
/// The same, of at least batchCount values.
BatchError batchErrorOf(Values values);
/// The 95 % interval about a mean from so many batches: Student's t, shifted for the skewness [Johnson].
Interval intervalOf(double mean, const BatchError& error, std::size_t batches = batchCount);

/// Counts swings as swingsOf() does, of parts of some values as well: what their quarters are, all of them
/// say.
class SwingCounter final
{
public:
    /// Of sorted values; not of none.
    explicit SwingCounter(Values sorted);
    /// At least half of all values are one, the lowest quarter's end and the highest quarter's beginning.
    bool isMostlyOne() const { return m_low == m_high; }
    std::size_t count(Values values) const;
    /// [k]: of the first k values.
    std::vector<std::size_t> countsOfFirst(Values values) const;

private:
    double m_low;
    double m_high;
};

} // namespace sojourn
