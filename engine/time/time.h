// Durations and instants of a run: whole nanoseconds in 64 bits, as strong types.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// A length of time in whole nanoseconds; 64 bits reach 292 years.
using Duration = std::chrono::nanoseconds;

/// The time axis of a run. It has no now(): only a clock that the run was given can tell.
struct RunTime
{
    using rep = std::int64_t;
    using period = std::nano;
    using duration = Duration;
    static constexpr bool is_steady = true;
};

/// An instant of a run, counted from its start (0 ns).
using Instant = std::chrono::time_point<RunTime, Duration>;

/// The latest instant there is; a timer that would lie beyond it is set to it and is never reached.
inline constexpr Instant latestInstant = Instant(Duration(std::numeric_limits<std::int64_t>::max()));

constexpr std::int64_t nanoseconds(Duration d)
{
    return d.count();
}
constexpr std::int64_t nanoseconds(Instant t)
{
    return t.time_since_epoch().count();
}
constexpr Instant instantFromNanoseconds(std::int64_t ns)
{
    return Instant(Duration(ns));
}

constexpr double toSeconds(Duration d)
{
    return static_cast<double>(d.count()) / 1e9;
}
constexpr double toSeconds(Instant t)
{
    return toSeconds(t.time_since_epoch());
}

/// t + d for d >= 0, held at latestInstant instead of overflowing.
constexpr Instant saturatingAdd(Instant t, Duration d)
{
    return d > latestInstant - t ? latestInstant : t + d;
}

/// Seconds rounded to whole nanoseconds, ties to even. Negative values are allowed. Nothing when the value is
/// not a number; a value beyond the range is held at its end.
inline std::optional<Duration> durationFromSeconds(double seconds);

/// Seconds with just the decimals that are needed, exact: 1.5, 0.000000001, 12.
std::string exactSeconds(std::int64_t ns);
/// Seconds with nine decimals, exact: 1.500000000.
std::string nineDecimals(std::int64_t ns);
/// Writes exactSeconds(ns) at out (at least 24 characters of room) and returns the end.
char* writeExactSeconds(char* out, std::int64_t ns);
/// Writes nineDecimals(ns) at out (at least 24 characters of room) and returns the end.
char* writeNineDecimals(char* out, std::int64_t ns);

/// A duration for people, in the unit that suits it, three significant figures: "840 µs", "1.25 s",
/// "3 min 12 s", "2 h 05 min". UTF-8.
std::string humanDuration(Duration d);

namespace detail {
/// What durationFromSeconds() rarely needs: weeks and more, infinities, what is not a number.
std::optional<Duration> longDurationFromSeconds(double ns);
} // namespace detail

inline std::optional<Duration> durationFromSeconds(double seconds)
{
    const double scaled = seconds * 1e9;
    // Adding and taking away 1.5 * 2^52 rounds to whole numbers, ties to even, without a call into the C
    // library.
    constexpr double shifter = 0x1.8p52;
    if (scaled < 0x1p51 && scaled > -0x1p51) [[likely]] {
        return Duration(static_cast<std::int64_t>((scaled + shifter) - shifter));
    }
    return detail::longDurationFromSeconds(scaled);
}

} // namespace sojourn
