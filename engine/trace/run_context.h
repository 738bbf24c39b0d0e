// What stands beside the events of a run: what it was made from, what it printed, what somebody marked in it.
#pragma once

#include "trace/bookmark.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A value that was given to one of a scenario's parameters.
struct OriginValue
{
    std::string name;
    std::string text;           ///< as it is typed: 3, 1:3, true, @times.csv:seconds
    std::vector<double> sample; ///< where it is drawn from numbers: those, so that their file is not needed

    bool operator==(const OriginValue&) const = default;
};

/// What a run was made from. With the seed and the clock of its RunInfo it can be run again.
struct RunOrigin
{
    std::string name; ///< of the built-in scenario, or of the file
    std::string text; ///< the scenario file, as it was read
    std::vector<OriginValue> values;
    std::int64_t untilNs = -1; ///< where it was told to stop, in place of the scenario's own end; -1: nowhere

    bool operator==(const RunOrigin&) const = default;
};

/// A line that a run printed.
struct PrintedLine
{
    std::int64_t atNs = 0;  ///< the run's own time
    std::uint8_t level = 0; ///< 0 debug, 1 info, 2 warning, 3 error, 4 critical
    std::string task;
    std::string message;

    bool operator==(const PrintedLine&) const = default;
};

/// All of it; each part may be missing.
struct RunContext
{
    std::optional<RunOrigin> origin; ///< none: nobody knows, or another program recorded it
    std::vector<PrintedLine> lines;  ///< in order; the latest, where there were too many to keep
    std::vector<Bookmark> bookmarks;

    bool operator==(const RunContext&) const = default;
};

} // namespace sojourn
