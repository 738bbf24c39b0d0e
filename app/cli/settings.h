// Every setting of a run, checked: what was given by flag, variable and config file, and the defaults for the
// rest.
#pragma once

#include "cli/flags.h"
#include "cli/scenario_source.h"
#include "cli/setting.h"
#include "cli/usage_error.h"
#include "explore/metric.h"
#include "explore/requirement.h"
#include "formats/export_format.h"
#include "scenario/scenario.h"
#include "time/time.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sojourn::cli {

/// How a report at the end is written: the statistics, the comparison with theory.
enum class ReportFormat : std::uint8_t { Text, Json, None };

struct ExportTarget
{
    std::string path;
    const ExportFormat* format; ///< owned by the list that was given to resolveRunSettings()
};

/// What runs: the scenario with its parameters filled in, and its clock.
struct ScenarioSettings
{
    std::optional<ScenarioFile> file; ///< always there once resolved
    std::string name;                 ///< of a built-in; empty for a file
    std::string path;                 ///< of a file; empty for a built-in
    ParameterValues values;           ///< as given, or else as a session has them, for whoever resolves the
                                      ///< file again
    std::optional<SessionSettings> session; ///< where the file is one: what was not given
    std::shared_ptr<const Scenario> scenario;
    std::uint64_t seed = 1;
    std::optional<bool> virtualClock; ///< nothing when nobody said
    double speed = 1;                 ///< may be infinite
};

/// What a run must come to.
struct RunRequirement
{
    Requirement requirement;
    Metric metric;
};

struct RunSettings
{
    ScenarioSettings what;
    std::optional<Duration> until; ///< in place of the scenario's
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Text;
    std::size_t logBufferLines = 0; ///< as EntryPointSettings have it
    Duration logFlushInterval{};
    bool isQuiet = false;
    bool dumpsConfig = false;
    std::string events; ///< empty: none; "-": standard output
    std::vector<ExportTarget> exports;
    ReportFormat summary = ReportFormat::Text;
    std::string summaryFile;
    ReportFormat theory = ReportFormat::None;
    std::vector<RunRequirement> requirements;
    std::string config;

    bool records() const { return !events.empty() || !exports.empty() || theory != ReportFormat::None; }
};

using Environment = std::function<std::optional<std::string>(const char* name)>;
/// The process's own.
Environment processEnvironment();

/// Adds what the environment sets and the config file that flags or environment name. An empty variable is
/// none.
std::optional<UsageError> addOtherSources(GivenValues& values, const Environment& environment);

/// The part of the settings that the window and `show` share with a run. `subject` empty: asyncq.
Or<ScenarioSettings> resolveScenarioSettings(const std::optional<std::string>& subject,
                                             const GivenValues& values);
/// The format of a file to write: what --export-format says, or what its ending tells.
Or<const ExportFormat*> formatOf(const Given& target, const GivenValues& values,
                                 const ExportFormats& formats);
Or<RunSettings> resolveRunSettings(const std::optional<std::string>& subject, const GivenValues& values,
                                   const ExportFormats& formats);

} // namespace sojourn::cli
