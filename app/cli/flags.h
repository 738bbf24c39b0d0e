// Reads the flags of one command, and writes its help.
#pragma once

#include "cli/setting.h"
#include "cli/usage_error.h"
#include "formats/export_format.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn::cli {

enum class Command : std::uint8_t { Window, Run, Sweep, List, Show, Check, Convert, Open };

/// The flags that only a sweep has, as they were written.
struct SweepFlags
{
    std::vector<std::string> vary, metrics, goals, merge;
    std::optional<std::string> replications, warmUp, out, jobs, shard;
};

/// What a command line says, before any other source of settings is asked.
struct Flags
{
    Command command = Command::Window;
    GivenValues values;
    std::optional<std::string> subject; ///< the scenario, or the file to check or to convert
    std::optional<std::string> target;  ///< convert: the file to write
    bool asJson = false;                ///< list, check
    std::optional<std::string> as;      ///< show
    SweepFlags sweep;
    std::optional<std::string> toPrint; ///< the help or the version was asked for: print this and be done
};

/// What the help and the errors need to know.
struct FlagsContext
{
    std::string program = "sojourn";
    ExportFormats formats;
};

/// Reads the arguments behind the program's name.
Or<Flags> readFlags(const std::vector<std::string>& arguments, const FlagsContext& context);

} // namespace sojourn::cli
