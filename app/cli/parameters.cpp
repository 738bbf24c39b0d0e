#include "cli/parameters.h"

#include "cli/sample_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace sojourn::cli {

namespace {

constexpr std::array<std::pair<Key, const char*>, 2> shortcuts{
    {{Key::NumProducers, "num_producers"}, {Key::NumConsumers, "num_consumers"}}};

bool hasParameter(const ScenarioFile& file, std::string_view name)
{
    return std::ranges::find(file.parameters(), name, &Parameter::name) != file.parameters().end();
}

/// A text may begin with any character; in place of a number @ begins the name of a file.
bool takesSample(const ScenarioFile& file, std::string_view name)
{
    const auto found = std::ranges::find(file.parameters(), name, &Parameter::name);
    return found != file.parameters().end() && (found->value.kind == ParameterValue::Kind::Number ||
                                                found->value.kind == ParameterValue::Kind::Range);
}

std::string_view nameIn(std::string_view assignment)
{
    return assignment.substr(0, assignment.find('='));
}

std::optional<UsageError> refuseUnreadable(const Given& given)
{
    const std::size_t equals = given.text.find('=');
    if (equals != std::string::npos && equals > 0) return {};
    return UsageError{given.name + ": " + inQuotes(given.text) + " is not of the form NAME=VALUE"};
}

/// A parameter that two flags set to different things is a mistake of one of them, and nobody knows of which.
std::optional<UsageError> refuseTwice(Key key, const char* parameter, const GivenValues& values)
{
    const Given* const byFlag = values.one(key);
    if (!byFlag) return {};
    for (const Given& given : values.all(Key::Set))
        if (given.source == byFlag->source && nameIn(given.text) == parameter)
            return UsageError{std::string(parameter) + " is set twice: by " + byFlag->name + " and by " +
                              given.name};
    return {};
}

std::optional<UsageError> take(const ScenarioFile& file, const Given& given, std::string_view name,
                               std::string_view text, ParameterValues& values)
{
    if (text.starts_with('@') && takesSample(file, name)) {
        const auto sample = readSample(text);
        if (!sample)
            return UsageError{given.name + ": " + std::string(name) + ": " + sample.error().sentence};
        ParameterValue value;
        value.kind = ParameterValue::Kind::Sample;
        value.sample = *sample;
        values.insert_or_assign(std::string(name), value);
        return {};
    }
    const Checked<ParameterValue> value = file.parse(name, text);
    if (!value) { // --num-producers says which parameter it is, --set does not
        const bool isNamed = text.size() == given.text.size();
        return UsageError{given.name + ": " +
                          (isNamed ? value.problem().message : value.problem().sentence())};
    }
    values.insert_or_assign(std::string(name), *value);
    return {};
}

} // namespace

const Given* givenFor(std::string_view parameter, const GivenValues& values)
{
    const Given* best = nullptr;
    const auto consider = [&](const Given& given) {
        if (!best || given.source >= best->source) best = &given;
    };
    for (const Given& given : values.all(Key::Set))
        if (nameIn(given.text) == parameter) consider(given);
    for (const auto& [key, name] : shortcuts)
        if (parameter == name) std::ranges::for_each(values.all(key), consider);
    return best;
}

Or<ParameterValues> parameterValues(const ScenarioFile& file, const GivenValues& values)
{
    ParameterValues result;
    for (const auto& [key, name] : shortcuts) {
        if (auto error = refuseTwice(key, name, values)) return *error;
        const Given* const given = values.one(key);
        if (!given) continue;
        if (!hasParameter(file, name)) {
            if (given->source == Source::Flag)
                return UsageError{given->name + ": this scenario has no parameter " + name};
            continue;
        }
        if (givenFor(name, values) != given) continue;
        if (auto error = take(file, *given, name, given->text, result)) return *error;
    }
    for (const Given& given : values.all(Key::Set)) {
        if (auto error = refuseUnreadable(given)) return *error;
        const std::string_view name = nameIn(given.text);
        if (hasParameter(file, name) && givenFor(name, values) != &given) continue;
        if (auto error =
                take(file, given, name, std::string_view(given.text).substr(name.size() + 1), result))
            return *error;
    }
    return result;
}

} // namespace sojourn::cli
