#include "cli/settings.h"

#include "cli/config_file.h"
#include "cli/parameters.h"
#include "cli/values.h"
#include "scenario/run_info_of.h"

#include <cstdlib>
#include <limits>
#include <utility>

namespace sojourn::cli {

namespace {

UsageError wrong(const Given& given, const std::string& expected)
{
    return {given.name + ": " + inQuotes(given.text) + " is not " + expected};
}

/// Puts what a setting says into `target`; nobody said anything: leaves it as it is. `read` gives an
/// optional.
template <typename T, typename Read>
std::optional<UsageError> take(const GivenValues& values, Key key, const std::string& expected, Read read,
                               T& target)
{
    const Given* const given = values.one(key);
    if (!given) return {};
    auto value = read(given->text);
    if (!value) return wrong(*given, expected);
    target = std::move(*value);
    return {};
}

std::optional<bool> isVirtual(std::string_view text)
{
    if (text == "virtual") return true;
    if (text == "real") return false;
    return {};
}

std::optional<double> speed(std::string_view text)
{
    if (text == "max") return std::numeric_limits<double>::infinity();
    const auto number = finiteNumber(text);
    if (!number || *number <= 0) return {};
    // Beyond any that can be told from "at once", the clock's own nanoseconds would overflow.
    static constexpr double fastest = 1e9;
    return *number > fastest ? std::numeric_limits<double>::infinity() : *number;
}

std::optional<Duration> until(std::string_view text)
{
    const auto number = finiteNumber(text);
    if (!number || *number < 0 || *number > longestTime) return {};
    return durationFromSeconds(*number);
}

std::optional<LogFormat> logFormat(std::string_view text)
{
    const std::string word = inSmallLetters(text);
    if (word == "text") return LogFormat::Text;
    if (word == "json") return LogFormat::Json;
    if (word == "color") return LogFormat::Color;
    return {};
}

std::optional<ReportFormat> reportFormat(std::string_view text)
{
    if (text == "text") return ReportFormat::Text;
    if (text == "json") return ReportFormat::Json;
    if (text == "none") return ReportFormat::None;
    return {};
}

std::optional<std::string> path(std::string_view text)
{
    return text.empty() || text.find('\0') != std::string_view::npos ? std::nullopt
                                                                     : std::optional(std::string(text));
}

/// As path(), but standard output is for the events alone.
std::optional<std::string> pathButDash(std::string_view text)
{
    return text == "-" ? std::nullopt : path(text);
}

std::optional<UsageError> takeExports(const GivenValues& values, const ExportFormats& formats,
                                      RunSettings& settings)
{
    for (const Given& given : values.strongest(Key::Export)) {
        if (!pathButDash(given.text)) return wrong(given, "a file's name");
        const auto format = formatOf(given, values, formats);
        if (!format) return format.error();
        settings.exports.push_back({given.text, *format});
    }
    const Given* const format = values.one(Key::ExportFormat);
    if (format && format->source == Source::Flag && settings.exports.empty())
        return UsageError{format->name + " needs an --export FILE to be the format of"};
    return {};
}

std::optional<UsageError> takeTexts(const GivenValues& values, RunSettings& settings)
{
    const auto level = [](std::string_view text) { return logLevelFromName(text); };
    const std::string levels = "a log level: debug, info, warning, error or critical";
    if (auto error = take(values, Key::LogLevel, levels, level, settings.logLevel)) return error;
    if (auto error =
            take(values, Key::LogFormat, "a log format: text, json or color", logFormat, settings.logFormat))
        return error;
    if (auto error =
            take(values, Key::Summary, "a summary: text, json or none", reportFormat, settings.summary))
        return error;
    if (auto error = take(values, Key::Theory, "text, json or none", reportFormat, settings.theory))
        return error;
    const std::string truth = "a truth value: true or false";
    if (auto error = take(values, Key::Quiet, truth, truthValue, settings.isQuiet)) return error;
    return take(values, Key::DumpConfig, truth, truthValue, settings.dumpsConfig);
}

/// What the scenario's entry point sets up, where nobody else says otherwise.
void takeEntryPoint(RunSettings& settings)
{
    const auto& entryPoint = settings.what.scenario->entryPoint;
    if (!entryPoint) return;
    settings.logLevel = entryPoint->logLevel.value_or(settings.logLevel);
    settings.logFormat = entryPoint->logFormat.value_or(settings.logFormat);
    settings.logBufferLines = entryPoint->logBufferLines;
    settings.logFlushInterval = entryPoint->logFlushInterval;
}

std::optional<UsageError> takeTargets(const GivenValues& values, const ExportFormats& formats,
                                      RunSettings& settings)
{
    if (auto error = take(values, Key::Events, "a file's name", path, settings.events)) return error;
    if (auto error = take(values, Key::SummaryFile, "a file's name", pathButDash, settings.summaryFile))
        return error;
    if (settings.summary == ReportFormat::None && !settings.summaryFile.empty())
        return UsageError{"--summary-file has nothing to write with --summary none"};
    return takeExports(values, formats, settings);
}

std::optional<UsageError> takeRequirements(const GivenValues& values, RunSettings& settings)
{
    const std::vector<Given> given = values.strongest(Key::Require);
    if (given.empty()) return {};
    const RunInfo info = runInfoOf(*settings.what.scenario, settings.what.seed, true);
    for (const Given& one : given) {
        auto requirement = readRequirement(one.text);
        if (!requirement) return UsageError{one.name + ": " + requirement.problem().message};
        const auto metric = metricNamed(requirement->metric, info);
        if (!metric) return UsageError{one.name + ": " + metric.problem().message};
        settings.requirements.push_back({std::move(*requirement), *metric});
    }
    return {};
}

} // namespace

Environment processEnvironment()
{
    return [](const char* name) -> std::optional<std::string> {
        const char* const value = std::getenv(name);
        return value ? std::optional<std::string>(value) : std::nullopt;
    };
}

std::optional<UsageError> addOtherSources(GivenValues& values, const Environment& environment)
{
    for (const SettingInfo& info : settingInfos()) {
        if (!info.environment) continue;
        const auto text = environment(info.environment);
        if (text && !text->empty()) values.add(info.key, {*text, Source::Environment, info.environment});
    }
    const Given* const config = values.one(Key::Config);
    if (!config) return {};
    if (!path(config->text)) return wrong(*config, "a file's name");
    return readConfigFile(config->text, values);
}

Or<ScenarioSettings> resolveScenarioSettings(const std::optional<std::string>& subject,
                                             const GivenValues& values)
{
    auto found = findScenario(subject.value_or("asyncq"));
    if (!found) return found.error();
    auto parameters = parameterValues(found->file, values);
    if (!parameters) return parameters.error();
    if (found->session) parameters->merge(ParameterValues(found->session->values)); // what was given stays
    auto scenario = found->file.resolve(*parameters);
    if (!scenario) return UsageError{subject.value_or("asyncq") + ": " + scenario.problem().sentence()};

    ScenarioSettings settings;
    settings.file = std::move(found->file);
    settings.name = std::move(found->name);
    settings.path = std::move(found->path);
    settings.values = std::move(*parameters);
    settings.seed = scenario->seed;
    if (found->session) {
        settings.seed = found->session->seed;
        settings.virtualClock = found->session->virtualClock;
        settings.session = std::move(found->session);
    }
    settings.scenario = std::make_shared<const Scenario>(std::move(*scenario));
    const std::string seeds = "a seed: a whole number from 0 to 9223372036854775807";
    if (auto error = take(values, Key::Seed, seeds, wholeNumber, settings.seed)) return *error;
    if (auto error = take(values, Key::Clock, "a clock: real or virtual", isVirtual, settings.virtualClock))
        return *error;
    if (auto error = take(values, Key::Speed, "a speed: a number above 0, or max", speed, settings.speed))
        return *error;
    return settings;
}

Or<const ExportFormat*> formatOf(const Given& target, const GivenValues& values, const ExportFormats& formats)
{
    const std::string known = "; those known are " + knownEndings(formats);
    if (const Given* const given = values.one(Key::ExportFormat)) {
        const std::string_view name = given->text;
        if (const ExportFormat* format =
                formatByEnding(formats, name.starts_with('.') ? name.substr(1) : name))
            return format;
        return UsageError{given->name + ": there is no format " + inQuotes(given->text) + known};
    }
    const std::string_view ending = endingOf(target.text);
    if (const ExportFormat* format = formatByPath(formats, target.text)) return format;
    if (ending.empty())
        return UsageError{target.name + ": " + target.text + " has no ending that tells its format" + known};
    return UsageError{target.name + ": there is no format for the ending ." + std::string(ending) + known};
}

Or<RunSettings> resolveRunSettings(const std::optional<std::string>& subject, const GivenValues& values,
                                   const ExportFormats& formats)
{
    auto what = resolveScenarioSettings(subject, values);
    if (!what) return what.error();
    RunSettings settings;
    settings.what = std::move(*what);
    if (settings.what.session) settings.until = settings.what.session->until;
    if (auto error =
            take(values, Key::Until, "a time in seconds, from 0 to 9.2e9 (292 years)", until, settings.until))
        return *error;
    takeEntryPoint(settings);
    if (auto error = takeTexts(values, settings)) return *error;
    if (auto error = takeTargets(values, formats, settings)) return *error;
    if (auto error = takeRequirements(values, settings)) return *error;
    if (const Given* const config = values.one(Key::Config)) settings.config = config->text;
    return settings;
}

} // namespace sojourn::cli
