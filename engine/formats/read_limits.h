// What every reader of files holds instants and counts to.
#pragma once

#include <cstdint>

namespace sojourn {

/// The latest instant that a recording may have, and its negative the earliest, in nanoseconds (146 years):
/// sums and differences of any two then stay within 64 bits.
inline constexpr std::int64_t latestRead = (std::int64_t{1} << 62) - 1;

/// As many tasks as a recording, or a scenario, may have.
inline constexpr std::uint32_t mostTasksRead = std::uint32_t{1} << 22;

} // namespace sojourn
