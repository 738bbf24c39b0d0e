#include "scenario/scenario_file.h"

#include "scenario/reader/json_parse.h"
#include "scenario/reader/parameters.h"
#include "scenario/reader/rewriting.h"
#include "scenario/reader/scenario_reader.h"
#include "scenario/reader/substitution.h"
#include "scenario/reader/words.h"

#include <algorithm>

namespace sojourn {

struct ScenarioFile::Content
{
    JsonTree tree;
    std::vector<Parameter> parameters;
    bool hasReferences = false;

    /// Refused: a name that is no parameter.
    Checked<const Parameter*> parameter(std::string_view name) const;
};

namespace {

ParameterValues demoValues(const std::vector<Parameter>& parameters)
{
    ParameterValues values;
    for (const Parameter& parameter : parameters)
        if (parameter.demo) values.emplace(parameter.name, *parameter.demo);
    return values;
}

} // namespace

std::string ScenarioProblem::sentence() const
{
    if (!place.empty()) return place + ": " + message;
    return line > 0 ? "line " + std::to_string(line) + ": " + message : message;
}

Checked<const Parameter*> ScenarioFile::Content::parameter(std::string_view name) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const Parameter& p) { return p.name == name; });
    if (found != parameters.end()) return &*found;
    std::vector<std::string> names;
    for (const Parameter& known : parameters)
        names.push_back(known.name);
    ScenarioProblem problem;
    problem.message = "there is no parameter " + quoted(name);
    problem.suggestion = closestName(name, names);
    if (!problem.suggestion.empty()) {
        problem.wrong = name;
        problem.message += "; did you mean " + quoted(problem.suggestion) + "?";
    }
    return problem;
}

Checked<ScenarioFile> ScenarioFile::read(std::string text)
{
    auto tree = parseJson(std::make_shared<const std::string>(std::move(text)));
    if (!tree) return tree.problem();
    auto content = std::make_shared<Content>(Content{std::move(*tree), {}, false});
    content->hasReferences = hasReferences(content->tree);
    auto parameters = readParameters(content->tree, {});
    if (!parameters) return parameters.problem();
    for (Parameter& parameter : *parameters)
        parameter.fileValue = parameter.value;
    content->parameters = std::move(*parameters);
    const ScenarioFile file(content);
    if (const auto scenario = file.resolve(); !scenario) return scenario.problem();
    const ParameterValues demo = demoValues(content->parameters);
    if (demo.empty()) return file;
    if (const auto scenario = file.resolve(demo); !scenario) return scenario.problem();
    return file;
}

const std::vector<Parameter>& ScenarioFile::parameters() const
{
    return m_content->parameters;
}

Checked<Scenario> ScenarioFile::resolve(const ParameterValues& values) const
{
    for (const auto& [name, value] : values)
        if (const auto known = m_content->parameter(name); !known) return known.problem();
    auto parameters = readParameters(m_content->tree, values);
    if (!parameters) return parameters.problem();
    for (std::size_t i = 0; i < parameters->size() && !m_content->parameters.empty(); ++i)
        (*parameters)[i].fileValue = m_content->parameters[i].fileValue;
    if (!m_content->hasReferences) return readScenario(m_content->tree, std::move(*parameters));
    const auto tree = substitute(m_content->tree, *parameters);
    if (!tree) return tree.problem();
    return readScenario(*tree, std::move(*parameters));
}

Checked<ParameterValue> ScenarioFile::parse(std::string_view name, std::string_view text) const
{
    const auto parameter = m_content->parameter(name);
    if (!parameter) return parameter.problem();
    return parseParameterValue(**parameter, text);
}

std::string ScenarioFile::textWith(const ParameterValues& values, std::uint64_t seed) const
{
    return rewritten(m_content->tree, values, seed);
}

const std::string& ScenarioFile::text() const
{
    return *m_content->tree.source();
}

} // namespace sojourn
