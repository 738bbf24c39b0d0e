#include "cli/dump_config.h"

#include "cli/parameters.h"
#include "cli/usage_error.h"
#include "time/time.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sojourn::cli {

namespace {

struct Line
{
    std::string name;
    std::string value;
    std::string from;
};

std::string sourceOf(const Given& given)
{
    switch (given.source) {
    case Source::Flag:
        return "flag " + given.name;
    case Source::Environment:
        return "environment variable " + given.name;
    case Source::Config:
        return "config file " + given.name.substr(0, given.name.rfind(": "));
    case Source::Default:
        break;
    }
    return "default";
}

/// What the scenario, or the session that it is in, says where nobody else does.
std::string scenarioValue(Key key, const RunSettings& settings)
{
    if (const auto& session = settings.what.session) {
        if (key == Key::Seed) return std::to_string(session->seed);
        if (key == Key::Clock) return session->virtualClock ? "virtual" : "real";
        if (key == Key::Until && session->until) return exactSeconds(session->until->count());
    }
    const Scenario& scenario = *settings.what.scenario;
    if (key == Key::Seed) return std::to_string(scenario.seed);
    if (key == Key::Until && scenario.until) return exactSeconds(scenario.until->count());
    const auto& entryPoint = scenario.entryPoint;
    static constexpr const char* formats[] = {"text", "json", "color"};
    if (key == Key::LogLevel && entryPoint && entryPoint->logLevel)
        return logLevelName(*entryPoint->logLevel);
    if (key == Key::LogFormat && entryPoint && entryPoint->logFormat)
        return formats[static_cast<std::size_t>(*entryPoint->logFormat)];
    return {};
}

/// The name of the parameter that a flag of its own sets.
const char* shortcutOf(Key key)
{
    if (key == Key::NumProducers) return "num_producers";
    return key == Key::NumConsumers ? "num_consumers" : nullptr;
}

void addParameter(const std::string& shownName, const Parameter& parameter, const RunSettings& settings,
                  const GivenValues& values, std::vector<Line>& lines)
{
    const Given* const given = givenFor(parameter.name, values);
    const auto& session = settings.what.session;
    const char* const unsaid = session && session->values.contains(parameter.name) ? "session" : "scenario";
    lines.push_back({shownName, parameter.value.toText(), given ? sourceOf(*given) : unsaid});
}

/// The parameters that have a flag of their own, then the others.
void addParameters(const RunSettings& settings, const GivenValues& values, std::vector<Line>& lines)
{
    const Scenario& scenario = *settings.what.scenario;
    const auto& parameters = scenario.parameters;
    const auto hasFlag = [](const Parameter& parameter) {
        return parameter.name == shortcutOf(Key::NumProducers) ||
               parameter.name == shortcutOf(Key::NumConsumers);
    };
    for (const Key key : {Key::NumProducers, Key::NumConsumers}) {
        const auto found = std::ranges::find(parameters, shortcutOf(key), &Parameter::name);
        if (found != parameters.end())
            addParameter(settingInfo(key).name, *found, settings, values, lines);
        else
            lines.push_back({settingInfo(key).name, "", "not a parameter of " + scenario.name});
    }
    for (const Parameter& parameter : parameters)
        if (!hasFlag(parameter)) addParameter("set " + parameter.name, parameter, settings, values, lines);
}

void addSetting(const SettingInfo& info, const RunSettings& settings, const GivenValues& values,
                std::vector<Line>& lines)
{
    const std::vector<Given> given = values.strongest(info.key);
    if (given.empty()) {
        const std::string own = scenarioValue(info.key, settings);
        if (!own.empty())
            lines.push_back({info.name, own, settings.what.session ? "session" : "scenario"});
        else
            lines.push_back({info.name, info.byDefault ? info.byDefault : "", "default"});
        return;
    }
    const std::size_t first = info.shape == Shape::List ? 0 : given.size() - 1;
    for (std::size_t i = first; i < given.size(); ++i)
        lines.push_back({info.name, given[i].text, sourceOf(given[i])});
}

} // namespace

std::string dumpedConfig(const RunSettings& settings, const GivenValues& values)
{
    std::vector<Line> lines{{"scenario", settings.what.name.empty() ? settings.what.path : settings.what.name,
                             settings.what.session        ? "session"
                             : settings.what.name.empty() ? "file"
                                                          : "built in"}};
    addParameters(settings, values, lines);
    for (const SettingInfo& info : settingInfos())
        if (!shortcutOf(info.key) && info.key != Key::Set) addSetting(info, settings, values, lines);

    std::size_t nameWidth = 0, valueWidth = 0;
    for (const Line& line : lines) {
        nameWidth = std::max(nameWidth, line.name.size());
        valueWidth = std::max(valueWidth, std::min(line.value.size(), std::size_t{24}));
    }
    std::string text;
    for (const Line& line : lines) {
        const std::string value = line.value.empty() ? "-" : onOneLine(line.value);
        text += line.name + std::string(nameWidth - line.name.size() + 2, ' ') + value +
                std::string(value.size() < valueWidth ? valueWidth - value.size() + 2 : 2, ' ') + line.from +
                '\n';
    }
    return text;
}

} // namespace sojourn::cli
