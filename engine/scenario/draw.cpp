#include "scenario/draw.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace sojourn {

namespace {

constexpr double ln2High =
    0x1.62e42fee00000p-1; // the first 32 bits, so that k * ln2High is exact for |k| < 2^20
constexpr double ln2Low = 0x1.a39ef35793c76p-33; // the rest

std::uint64_t bitsOf(std::uint64_t stream, std::uint64_t i)
{
    return i == 0 ? stream : mix64(stream + i * goldenGamma);
}

double uniformFrom(std::uint64_t bits)
{
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}
double uniform(std::uint64_t stream, std::uint64_t i = 0)
{
    return uniformFrom(bitsOf(stream, i));
}

/// A whole number from 0 to n - 1, by the high half of a product (Lemire 2019, without its rejection: the
/// bias is below n / 2^64).
std::uint64_t below(std::uint64_t stream, std::uint64_t n)
{
    return static_cast<std::uint64_t>((static_cast<unsigned __int128>(bitsOf(stream, 0)) * n) >> 64);
}

constexpr double logOf(double x)
{
    // x = 2^k * m with m in [sqrt(1/2), sqrt(2)); log m = 2 artanh(s), s = (m - 1) / (m + 1), |s| < 0.1716,
    // by its series (Abramowitz and Stegun 4.1.29 with 4.6.33), cut where the next term is below 2^-60.
    auto bits = std::bit_cast<std::uint64_t>(x);
    int k = 0;
    if (bits < (std::uint64_t{1} << 52)) { // subnormal
        bits = std::bit_cast<std::uint64_t>(x * 0x1p54);
        k = -54;
    }
    k += static_cast<int>(bits >> 52) - 1023;
    bits = (bits & 0x000FFFFFFFFFFFFFu) | 0x3FF0000000000000u;
    double m = std::bit_cast<double>(bits);
    if (m > 1.4142135623730951) {
        m *= 0.5;
        ++k;
    }
    const double s = (m - 1) / (m + 1);
    const double z = s * s;
    // Pairs first: a shorter chain of dependent operations, and still the same operations everywhere.
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double low = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
    const double high = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
    const double top = 1.0 / 19 + z * (1.0 / 21);
    const double series = z * (low + z4 * (high + z4 * top));
    return k * ln2High + (2 * s + (2 * s * series + k * ln2Low));
}

struct LogTable
{
    struct Entry
    {
        double inverse; // of c
        double log;     // of c
    };
    std::array<Entry, 128> entries{};
    constexpr LogTable()
    {
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const double c = 1 + (2 * static_cast<double>(i) + 1) / 256;
            entries[i] = {1 / c, logOf(c)};
        }
    }
};

constexpr LogTable logTable;

template <std::size_t n> double polynomial(const std::array<double, n>& coefficients, double x)
{
    double sum = coefficients[n - 1];
    for (std::size_t i = n - 1; i-- > 0;)
        sum = sum * x + coefficients[i];
    return sum;
}

double erlang(const Draw& draw, std::uint64_t stream)
{
    double sum = 0;
    const auto k = static_cast<std::uint64_t>(draw.a);
    for (std::uint64_t i = 0; i < k; ++i)
        sum += minusLogOfUniform(uniform(stream, i));
    return sum * (draw.b / draw.a);
}

double lognormal(const Draw& draw, std::uint64_t stream)
{
    if (draw.a <= 0) return 0;
    // The parameters of the underlying normal from mean and standard deviation of the variable itself.
    const double ratio = draw.b / draw.a;
    const double variance = portableLog(1 + ratio * ratio);
    const double mu = portableLog(draw.a) - variance / 2;
    return portableExp(mu + std::sqrt(variance) * inverseNormal(uniform(stream)));
}

} // namespace

std::uint64_t fnv1a64(std::string_view text)
{
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return hash;
}

std::uint64_t drawSite(std::uint64_t seed, std::uint64_t groupHash, std::uint32_t step, std::uint32_t slot)
{
    return mix64(mix64(mix64(seed) ^ groupHash) + (std::uint64_t{4} * step + slot + 1) * goldenGamma);
}

double sample(const Draw& draw, std::uint64_t stream)
{
    switch (draw.kind) {
    case Draw::Kind::Uniform:
        return draw.a + (draw.b - draw.a) * uniform(stream);
    case Draw::Kind::UniformInt: {
        const auto span = static_cast<std::uint64_t>(draw.b - draw.a) + 1;
        return draw.a + static_cast<double>(below(stream, span));
    }
    case Draw::Kind::Exponential:
        return draw.a * minusLogOfUniform(uniform(stream));
    case Draw::Kind::Normal:
        return std::max(0.0, draw.a + draw.b * inverseNormal(uniform(stream)));
    case Draw::Kind::Lognormal:
        return lognormal(draw, stream);
    case Draw::Kind::Erlang:
        return erlang(draw, stream);
    case Draw::Kind::Pareto:
        return draw.b * portableExp(-portableLog(uniform(stream)) / draw.a);
    case Draw::Kind::Empirical:
        return draw.values[below(stream, draw.values.size())];
    case Draw::Kind::Constant:
    case Draw::Kind::Sequence:
        break;
    }
    return draw.a;
}

double portableLog(double x)
{
    return logOf(x);
}

double minusLogOfUniform(double u)
{
    const auto bits = std::bit_cast<std::uint64_t>(u);
    const int k = static_cast<int>(bits >> 52) - 1023; // u is never subnormal
    const double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFu) | 0x3FF0000000000000u);
    const LogTable::Entry& c = logTable.entries[(bits >> 45) & 127];
    const double r = m * c.inverse - 1;
    const double r2 = r * r;
    const double series = r + r2 * ((r * (1.0 / 3) - 0.5) + r2 * ((r * 0.2 - 0.25) - r2 * (1.0 / 6)));
    return -((k * (ln2High + ln2Low) + c.log) + series);
}

double portableExp(double x)
{
    if (std::isnan(x)) return x;
    if (x > 709.7) return std::numeric_limits<double>::infinity();
    if (x < -745) return 0;
    const double k = std::nearbyint(x * 1.4426950408889634);
    const double r = (x - k * ln2High) - k * ln2Low; // |r| < 0.347
    // The exponential series, cut where the next term is below 2^-57.
    static constexpr std::array<double, 15> inverseFactorials = {1.0,
                                                                 1.0,
                                                                 1.0 / 2,
                                                                 1.0 / 6,
                                                                 1.0 / 24,
                                                                 1.0 / 120,
                                                                 1.0 / 720,
                                                                 1.0 / 5040,
                                                                 1.0 / 40320,
                                                                 1.0 / 362880,
                                                                 1.0 / 3628800,
                                                                 1.0 / 39916800,
                                                                 1.0 / 479001600,
                                                                 1.0 / 6227020800.,
                                                                 1.0 / 87178291200.};
    return std::ldexp(polynomial(inverseFactorials, r), static_cast<int>(k));
}

double inverseNormal(double p)
{
    // The names and numbers are those of the algorithm as published.
    static constexpr std::array<double, 8> a = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                                                1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                                4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                                3.3430575583588128105e+4, 2.5090809287301226727e+3};
    static constexpr std::array<double, 8> b = {1.0,
                                                4.2313330701600911252e+1,
                                                6.8718700749205790830e+2,
                                                5.3941960214247511077e+3,
                                                2.1213794301586595867e+4,
                                                3.9307895800092710610e+4,
                                                2.8729085735721942674e+4,
                                                5.2264952788528545610e+3};
    static constexpr std::array<double, 8> c = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                                5.76949722146069140550e0,  3.64784832476320460504e0,
                                                1.27045825245236838258e0,  2.41780725177450611770e-1,
                                                2.27238449892691845833e-2, 7.74545014278341407640e-4};
    static constexpr std::array<double, 8> d = {1.0,
                                                2.05319162663775882187e0,
                                                1.67638483018380384940e0,
                                                6.89767334985100004550e-1,
                                                1.48103976427480074590e-1,
                                                1.51986665636164571966e-2,
                                                5.47593808499534494600e-4,
                                                1.05075007164441684324e-9};
    static constexpr std::array<double, 8> e = {6.65790464350110377720e0,  5.46378491116411436990e0,
                                                1.78482653991729133580e0,  2.96560571828504891230e-1,
                                                2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr std::array<double, 8> f = {1.0,
                                                5.99832206555887937690e-1,
                                                1.36929880922735805310e-1,
                                                1.48753612908506148525e-2,
                                                7.86869131145613259100e-4,
                                                1.84631831751005468180e-5,
                                                1.42151175831644588870e-7,
                                                2.04426310338993978564e-15};
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(a, r) / polynomial(b, r);
    }
    double r = std::sqrt(-portableLog(q < 0 ? p : 1 - p));
    double x = 0;
    if (r <= 5) {
        r -= 1.6;
        x = polynomial(c, r) / polynomial(d, r);
    } else {
        r -= 5;
        x = polynomial(e, r) / polynomial(f, r);
    }
    return q < 0 ? -x : x;
}

} // namespace sojourn
