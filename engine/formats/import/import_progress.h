// How far reading a file has come, and the way to end it.
#pragma once

#include "time/time.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace sojourn {

/// Shared between the thread that reads and those that watch. Reading looks at isCancelled often enough for a
/// cancel to be heard within milliseconds.
struct ImportProgress
{
    std::atomic<std::uint64_t> bytesRead{0};  ///< of the file as it lies on the disk
    std::atomic<std::uint64_t> bytesTotal{0}; ///< 0: not known (a pipe)
    std::atomic<bool> isCancelled{false};     ///< set it to end the reading

    /// How much of it was read, 0 to 1; nothing where nobody knows how long it is.
    std::optional<double> share() const
    {
        const auto total = static_cast<double>(bytesTotal);
        if (total <= 0) return {};
        return std::min(1.0, static_cast<double>(bytesRead) / total);
    }
    /// How long the rest will take if it goes on as in the time that has passed; nothing while too little
    /// was read to tell.
    std::optional<std::chrono::seconds> timeLeft(std::chrono::duration<double> passed) const
    {
        constexpr double enough = 0.01;
        const std::optional<double> done = share();
        if (!done || *done < enough) return {};
        return std::chrono::round<std::chrono::seconds>(passed * (1 / *done - 1));
    }
};

/// An estimate in words, to the second: `6 s`, `3 min 12 s`.
inline std::string roughly(std::chrono::seconds left)
{
    using namespace std::chrono_literals;
    return left < 100s ? std::to_string(left.count()) + " s" : humanDuration(left);
}

} // namespace sojourn
