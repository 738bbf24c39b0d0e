// Numbers within sentences.
#pragma once

#include <cstdint>
#include <string>

namespace sojourn {

/// So many significant figures at most, zeros at the end left out, and all digits of larger whole numbers:
/// 0.8, 3.6, 12345.
std::string figureText(double number, int figures = 4);
/// A time in seconds, milliseconds, microseconds or nanoseconds, likewise: "1.9437 s", "130.2 s". Where more
/// than the three figures of humanDuration() are wanted, or none that are nought.
std::string secondsText(double seconds, int figures);

/// "1 server", "4 servers".
std::string countedText(std::uint64_t count, const std::string& noun);
/// "33 %"; a share that is not nothing is never "0 %", one that is not all never "100 %".
std::string shareText(double ratio);

} // namespace sojourn
