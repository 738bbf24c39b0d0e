#include "cli/config_file.h"

#include "formats/text_file.h"
#include "scenario/scenario_file.h"

#include <CLI/Config.hpp>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string_view>
#include <vector>

namespace sojourn::cli {

namespace {

constexpr std::size_t maxConfigBytes = std::size_t{1} << 20;

const SettingInfo* byName(std::string_view name)
{
    const auto infos = settingInfos();
    // A config file that names another one would be two files with one rank: it is not offered.
    const auto found = std::ranges::find_if(infos, [&](const SettingInfo& info) {
        return info.key != Key::Config &&
               (name == info.name || (info.letter != 0 && name == std::string_view(&info.letter, 1)));
    });
    return found == infos.end() ? nullptr : &*found;
}

UsageError unknownKey(const std::string& path, const std::string& name)
{
    std::vector<std::string> names;
    for (const SettingInfo& info : settingInfos())
        if (info.key != Key::Config) names.push_back(info.name);
    const std::string closest = closestName(name, names);
    return {path + ": there is no setting " + inQuotes(name) +
            (closest.empty() ? "; the keys are the names of the flags of `sojourn run`"
                             : "; did you mean " + inQuotes(closest) + "?")};
}

/// Whether a list is begun in this line and goes on in the next.
bool opensList(const std::string& line)
{
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) return false;
    const std::string value = CLI::detail::trim_copy(line.substr(equals + 1));
    return value.size() > 1 && value.starts_with('[') && !value.ends_with(']');
}

/// CLI11 passes over lines that are too short for it. Nobody should lose a setting that way.
std::optional<UsageError> refuseShortLines(const std::string& path, const std::string& text)
{
    std::istringstream lines(text);
    std::string line;
    bool isInList = false;
    for (int number = 1; std::getline(lines, line); ++number) {
        line = CLI::detail::trim_copy(line);
        if (isInList || opensList(line)) {
            isInList = !line.ends_with(']');
            continue;
        }
        if (line.empty() || line.size() > 2 || line.front() == '#' || line.front() == ';') continue;
        return UsageError{path + ": line " + std::to_string(number) +
                          " says neither a key nor a value: " + inQuotes(line)};
    }
    return {};
}

std::optional<UsageError> take(const std::string& path, const CLI::ConfigItem& item, GivenValues& values)
{
    if (!item.parents.empty() && item.parents != std::vector<std::string>{"run"})
        return UsageError{path + ": there is no section " + inQuotes('[' + item.parents.front() + ']') +
                          "; settings stand at the top or in [run]"};
    if (item.name == "++" || item.name == "--") return {}; // the start and the end of a section
    const SettingInfo* const info = byName(item.name);
    if (!info) return unknownKey(path, item.name);
    const std::string name = path + ": " + info->name;
    const auto& earlier = values.all(info->key);
    const bool isAgain =
        std::ranges::any_of(earlier, [](const Given& given) { return given.source == Source::Config; });
    if (info->shape != Shape::List && (isAgain || item.inputs.size() > 1))
        return UsageError{name + ": only one value is expected"};
    if (item.inputs.empty()) return UsageError{name + ": there is no value"};
    for (const std::string& input : item.inputs)
        values.add(info->key, {input, Source::Config, name});
    return {};
}

} // namespace

std::optional<UsageError> readConfigFile(const std::string& path, GivenValues& values)
{
    const TextFile read = readTextFile(path, maxConfigBytes, "a config file");
    if (!read.text) return UsageError{read.problem};
    if (auto error = refuseShortLines(path, *read.text)) return error;
    std::istringstream input(*read.text);
    for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(input))
        if (auto error = take(path, item, values)) return error;
    return {};
}

} // namespace sojourn::cli
