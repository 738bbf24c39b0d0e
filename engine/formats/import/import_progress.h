// How far reading a file has come, and the way to end it.
#pragma once

#include <atomic>
#include <cstdint>

namespace sojourn {

/// Shared between the thread that reads and those that watch. Reading looks at isCancelled often enough for a
/// cancel to be heard within milliseconds.
struct ImportProgress
{
    std::atomic<std::uint64_t> bytesRead{0};  ///< of the file as it lies on the disk
    std::atomic<std::uint64_t> bytesTotal{0}; ///< 0: not known (a pipe)
    std::atomic<bool> isCancelled{false};     ///< set it to end the reading
};

} // namespace sojourn
