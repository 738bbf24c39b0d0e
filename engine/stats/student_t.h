// Student's t distribution, for intervals of means.
#pragma once

#include <cstdint>
#include <optional>

namespace sojourn {

/// P(T <= t) for Student's t with that many degrees of freedom, at least 1. The finite sums of Abramowitz and
/// Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: as many terms as half the degrees.
double studentTProbability(double t, std::uint32_t degrees);

/// The t with P(T <= t) = probability, within 1e-12 for probabilities from 1e-6 to 1 - 1e-6. Nothing unless 0
/// < probability < 1 and degrees is at least 1.
std::optional<double> studentTQuantile(double probability, std::uint32_t degrees);

} // namespace sojourn
