// The lines of a run on their way from its thread to those who show or keep them.
#pragma once

#include "scenario/run.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace sojourn {

/// Made for each run, which writes to it; one view model at most takes the lines over, and whoever keeps them
/// reads them. Bounded: the oldest are left out.
class RunLog final
{
public:
    /// As many as are kept, here, in the window and in session files. The window asks a computed run for no
    /// more than these, so that lines that nobody reads do not hold it up.
    static constexpr std::size_t mostLines = 5000;

    /// On the run's thread.
    void add(const LogLine& line);
    /// What was added since the last call, oldest first.
    std::vector<LogLine> take();
    /// All that are kept, whether they were taken or not.
    std::vector<LogLine> lines() const { return linesFrom(0).second; }
    /// How many were added in all, and what is kept of those that were added behind the first `count`.
    std::pair<std::uint64_t, std::vector<LogLine>> linesFrom(std::uint64_t count) const;
    /// How many were added in all.
    std::uint64_t count() const;

private:
    mutable std::mutex m_mutex;
    std::deque<LogLine> m_lines;
    std::uint64_t m_count = 0;
    std::uint64_t m_taken = 0;
};

} // namespace sojourn
