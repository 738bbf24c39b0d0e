// What is known of a draw before it is drawn.
#pragma once

#include "scenario/scenario.h"

namespace sojourn {

/// Mean and variance of a draw, in its own unit (seconds, for durations) and its square. A duration's
/// rounding to nanoseconds is left out.
struct DrawMoments
{
    double mean = 0;
    double variance =
        0; ///< infinite for a Pareto of shape 2 and less; the mean as well for one of 1 and less
    /// False for a Pareto of shape 3 and less: of what waits behind such times even the variance is infinite.
    bool hasThirdMoment = true;
    /// Squared coefficient of variation: variance over the mean squared; 0 when the mean is 0.
    double scv() const { return mean > 0 ? variance / (mean * mean) : 0; }
};

/// Exact for every kind. Of a sequence: over all its rows, as if it were drawn from at random.
DrawMoments momentsOf(const Draw& draw);

/// How values of this kind are spread, as a sentence says it: "exponential", "constant", "uniform".
const char* spreadOf(const Draw& draw);

/// Always the same value: a constant, or a distribution without any spread.
bool isConstant(const Draw& draw);
/// A sequence of several values: each follows from its place, so that they are not independent.
bool isInFixedOrder(const Draw& draw);
/// Exponential with a mean above 0.
bool isExponential(const Draw& draw);

} // namespace sojourn
