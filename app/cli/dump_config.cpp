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

/// What the scenario says where nobody else does.
std::string scenarioValue(Key key, const RunSettings& settings)
{
    const Scenario& scenario = *settings.what.scenario;
    if (key == Key::Seed) return std::to_string(scenario.seed);
    if (key == Key::Until) return scenario.until ? exactSeconds(scenario.until->count()) : std::string();
    return {};
}

void addParameter(const Parameter& parameter, const GivenValues& values, std::vector<Line>& lines)
{
    const Given* const given = givenFor(parameter.name, values);
    lines.push_back(
        {"set " + parameter.name, parameter.value.toText(), given ? sourceOf(*given) : "scenario"});
}

bool isParameter(Key key)
{
    return key == Key::NumProducers || key == Key::NumConsumers || key == Key::Set;
}

void addSetting(const SettingInfo& info, const RunSettings& settings, const GivenValues& values,
                std::vector<Line>& lines)
{
    const std::vector<Given> given = values.strongest(info.key);
    if (given.empty()) {
        const bool isScenarios =
            info.key == Key::Seed || (info.key == Key::Until && settings.what.scenario->until);
        lines.push_back({info.name, info.byDefault ? info.byDefault : scenarioValue(info.key, settings),
                         isScenarios ? "scenario" : "default"});
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
                             settings.what.name.empty() ? "file" : "built in"}};
    for (const SettingInfo& info : settingInfos())
        if (!isParameter(info.key)) addSetting(info, settings, values, lines);
    for (const Parameter& parameter : settings.what.scenario->parameters)
        addParameter(parameter, values, lines);

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
