#include "stats/student_t.h"

#include <cmath>
#include <numbers>

namespace sojourn {

double studentTProbability(double t, std::uint32_t degrees)
{
    const double nu = degrees;
    const double theta = std::atan2(t, std::sqrt(nu));
    const double cos2 = nu / (nu + t * t);
    // A(t) = P(|T| <= |t|) with the sign of t: a product that grows by a factor a term.
    const bool isOdd = degrees % 2 == 1;
    double term = isOdd ? std::sqrt(cos2) : 1;
    double sum = 0;
    for (std::uint32_t k = isOdd ? 2 : 1; k < degrees; k += 2) {
        sum += term;
        term *= cos2 * k / (k + 1);
    }
    sum *= std::sin(theta);
    const double within = isOdd ? 2 / std::numbers::pi * (theta + sum) : sum;
    return 0.5 + within / 2;
}

std::optional<double> studentTQuantile(double probability, std::uint32_t degrees)
{
    if (!(probability > 0 && probability < 1) || degrees == 0) return {};
    // By symmetry, and because small probabilities are more exact than those near 1.
    if (probability > 0.5) return -*studentTQuantile(1 - probability, degrees);
    double low = -1, high = 0;
    while (studentTProbability(low, degrees) > probability && low > -1e300) {
        high = low;
        low *= 2;
    }
    while (high - low > 1e-13 * (1 - low)) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) break;
        (studentTProbability(middle, degrees) < probability ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

} // namespace sojourn
