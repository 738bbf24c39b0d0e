// A short run of a scenario, for its picture.
#pragma once

#include "scenario/scenario_file.h"
#include "trace/columns.h"

#include <memory>
#include <string>

namespace sojourn {

/// The first events of a run on the virtual clock.
struct ScenarioSketch
{
    std::shared_ptr<const RunInfo> info;
    std::shared_ptr<const EventLog> log;
    std::shared_ptr<Columns> columns;
    std::int64_t atNs = 0; ///< an instant that shows what the scenario is about

    /// Runs it, with the values that the window starts it with. For a worker thread: some milliseconds. Empty
    /// for a file that is not sound.
    static ScenarioSketch of(const std::string& text);
};

} // namespace sojourn
