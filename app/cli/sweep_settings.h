// The settings of `sojourn sweep`, checked.
#pragma once

#include "cli/flags.h"
#include "cli/setting.h"
#include "cli/usage_error.h"
#include "explore/sweep/sweep_answer.h"
#include "explore/sweep/sweep_plan.h"
#include "explore/sweep/sweep_table.h"
#include "formats/export_format.h"

#include <string>
#include <vector>

namespace sojourn::cli {

struct SweepSettings
{
    SweepPlan plan;
    std::vector<SweepGoal> goals; ///< their metrics are numbers of the plan's
    std::string out;              ///< "-": standard output
    unsigned jobs = 1;
    bool isQuiet = false;
};

struct MergeSettings
{
    SweepTable table;
    std::vector<SweepGoal> goals;
    std::string out; ///< as SweepSettings::out
};

/// Of a command line without --merge, once the other sources of settings are in its values.
Or<SweepSettings> resolveSweepSettings(const Flags& flags, const ExportFormats& formats);
/// Of one with it: reads the files. Refused: one that is no table of a sweep or is of another sweep, and
/// flags that say what to compute.
Or<MergeSettings> resolveMergeSettings(const Flags& flags);

} // namespace sojourn::cli
