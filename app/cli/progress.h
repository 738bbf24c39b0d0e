// The line that tells how far a run is, on a terminal.
#pragma once

#include "cli/error_output.h"
#include "scenario/run.h"
#include "time/time.h"

#include <chrono>
#include <optional>

namespace sojourn::cli {

/// Shows the run's own time, and how much of it is left when its end is known. Silent for the first moments:
/// most runs are over by then. Takes the line away when it goes.
class Progress final
{
public:
    /// `until`: when the run is going to end, if that is known.
    Progress(ErrorOutput& errors, std::optional<Duration> until)
        : m_errors(errors)
        , m_until(until)
    {
    }
    ~Progress() { m_errors.progress({}); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const Run& run);

private:
    ErrorOutput& m_errors;
    std::optional<Duration> m_until;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace sojourn::cli
