#include "time/time.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace sojourn {

std::optional<Duration> detail::longDurationFromSeconds(double scaled)
{
    if (std::isnan(scaled)) return std::nullopt;
    const double ns = std::nearbyint(scaled);
    constexpr double end = 9.2233720368547748e18; // the largest double below 2^63
    if (ns >= end) return Duration(std::numeric_limits<std::int64_t>::max());
    if (ns <= -end) return Duration(-std::numeric_limits<std::int64_t>::max());
    return Duration(static_cast<std::int64_t>(ns));
}

namespace {

/// The nine digits of a number below 1,000,000,000. Divisors are constants: a division by a variable is ten
/// times as slow, and event lists are made of these.
void writeNineDigits(char* out, std::uint32_t number)
{
    for (int i = 8; i >= 0; --i) {
        out[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

} // namespace

char* writeNineDecimals(char* out, std::int64_t ns)
{
    std::uint64_t magnitude = static_cast<std::uint64_t>(ns);
    if (ns < 0) {
        *out++ = '-';
        magnitude = ~magnitude + 1;
    }
    out = std::to_chars(out, out + 12, magnitude / 1'000'000'000u).ptr;
    *out++ = '.';
    writeNineDigits(out, static_cast<std::uint32_t>(magnitude % 1'000'000'000u));
    return out + 9;
}

char* writeExactSeconds(char* out, std::int64_t ns)
{
    char* end = writeNineDecimals(out, ns);
    while (end[-1] == '0')
        --end;
    return end[-1] == '.' ? end - 1 : end;
}

std::string exactSeconds(std::int64_t ns)
{
    std::array<char, 24> buffer;
    return std::string(buffer.data(), writeExactSeconds(buffer.data(), ns));
}

std::string nineDecimals(std::int64_t ns)
{
    std::array<char, 24> buffer;
    return std::string(buffer.data(), writeNineDecimals(buffer.data(), ns));
}

std::string humanDuration(Duration d)
{
    const double s = std::abs(toSeconds(d));
    const char* sign = d.count() < 0 ? "-" : "";
    std::array<char, 64> buffer;
    const auto print = [&](const char* format, auto... values) {
        std::snprintf(buffer.data(), buffer.size(), format, sign, values...);
        return std::string(buffer.data());
    };
    // Three significant figures; the comparison is with the rounded value, so that 999.6 ms is 1.00 s.
    const auto threeFigures = [&](double value, const char* unit) {
        if (value < 9.995) return print("%s%.2f %s", value, unit);
        if (value < 99.95) return print("%s%.1f %s", value, unit);
        return print("%s%.0f %s", value, unit);
    };
    if (d.count() == 0) return "0 s";
    if (s < 999.5e-9) return print("%s%.0f ns", s * 1e9);
    if (s < 999.5e-6) return threeFigures(s * 1e6, "µs");
    if (s < 0.9995) return threeFigures(s * 1e3, "ms");
    if (s < 99.95) return threeFigures(s, "s");
    const auto whole = static_cast<long long>(std::llround(s));
    if (whole < 3600) return print("%s%lld min %lld s", whole / 60, whole % 60);
    const long long minutes = (whole + 30) / 60;
    if (minutes < 48 * 60) return print("%s%lld h %02lld min", minutes / 60, minutes % 60);
    return print("%s%lld d %lld h", minutes / 1440, minutes % 1440 / 60);
}

} // namespace sojourn
