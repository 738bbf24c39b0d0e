#include "cli/catalogue_commands.h"

#include "cli/scenario_source.h"
#include "formats/json_text.h"
#include "formats/output_file.h"
#include "formats/text_file.h"
#include "formats/text_table.h"
#include "scenario/builtin.h"
#include "scenario/python/python_program.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sojourn::cli {

namespace {

int fail(const std::string& sentence, ErrorOutput& errors)
{
    errors.say(sentence);
    return 2;
}

std::string listedAsText()
{
    std::size_t width = 0;
    for (const BuiltinScenario& scenario : builtinScenarios())
        width = std::max(width, shownWidth(scenario.name));
    std::string text;
    for (const BuiltinScenario& scenario : builtinScenarios())
        text +=
            scenario.name + std::string(width - shownWidth(scenario.name) + 2, ' ') + scenario.title + '\n';
    return text;
}

std::string listedAsJson()
{
    std::string text = "[";
    for (const BuiltinScenario& scenario : builtinScenarios()) {
        if (text.size() > 1) text += ',';
        text += "\n  {\"name\": " + jsonString(scenario.name) + ", \"title\": " + jsonString(scenario.title) +
                '}';
    }
    return text + "\n]\n";
}

std::string soundAsJson(const std::string& path, const Scenario& scenario)
{
    std::size_t tasks = 0;
    for (const TaskGroup& group : scenario.groups)
        tasks += group.count;
    return "{\"file\": " + jsonString(path) + ", \"sound\": true, \"name\": " + jsonString(scenario.name) +
           ", \"title\": " + jsonString(scenario.title) + ", \"tasks\": " + std::to_string(tasks) +
           ", \"queues\": " + std::to_string(scenario.queues.size()) +
           ", \"parameters\": " + std::to_string(scenario.parameters.size()) + "}\n";
}

std::string unsoundAsJson(const std::string& path, const ScenarioProblem& problem)
{
    return "{\"file\": " + jsonString(path) + ", \"sound\": false, \"place\": " + jsonString(problem.place) +
           ", \"message\": " + jsonString(problem.message) +
           ", \"suggestion\": " + jsonString(problem.suggestion) +
           ", \"line\": " + std::to_string(problem.line) + ", \"column\": " + std::to_string(problem.column) +
           ", \"length\": " + std::to_string(problem.length) + "}\n";
}

/// Says it for programs too when they asked, and always as a sentence.
int unsound(const std::string& path, const ScenarioProblem& problem, const std::string& sentence, bool asJson,
            ErrorOutput& errors)
{
    if (asJson) print(unsoundAsJson(path, problem), errors);
    return fail(sentence, errors);
}

int showAsPython(const Flags& flags, ErrorOutput& errors)
{
    if (*flags.as != "python")
        return fail("--as: " + inQuotes(*flags.as) + " is not known; there is python", errors);
    GivenValues values = flags.values;
    if (const auto error = addOtherSources(values, processEnvironment()))
        return fail(error->sentence, errors);
    const auto settings = resolveScenarioSettings(flags.subject, values);
    if (!settings) return fail(settings.error().sentence, errors);
    return print(pythonProgram(*settings->scenario, settings->seed, settings->file->text()), errors);
}

} // namespace

int print(const std::string& text, ErrorOutput& errors)
{
    const auto out = OutputFile::standardOutput();
    if (!out->open()) return fail(out->problem(), errors);
    out->write(text);
    return out->commit() || out->isReaderGone() ? 0 : fail(out->problem(), errors);
}

int listScenarios(bool asJson, ErrorOutput& errors)
{
    return print(asJson ? listedAsJson() : listedAsText(), errors);
}

int showScenario(const Flags& flags, ErrorOutput& errors)
{
    if (flags.as) return showAsPython(flags, errors);
    if (flags.values.hasAny())
        return fail("the file is shown as it is: flags that set values need --as python", errors);
    const auto found = findScenario(*flags.subject);
    if (!found) return fail(found.error().sentence, errors);
    const std::string text = found->session
                                 ? found->file.textWith(found->session->values, found->session->seed)
                                 : found->file.text();
    return print(text.ends_with('\n') ? text : text + '\n', errors);
}

int checkScenario(const std::string& path, TextFile read, bool asJson, ErrorOutput& errors)
{
    if (!read.text) {
        ScenarioProblem problem;
        problem.message = read.problem;
        return unsound(path, problem, problem.message, asJson, errors);
    }
    const bool saysItsFormat = read.text->find("\"format\"") != std::string::npos;
    const auto file = ScenarioFile::read(std::move(*read.text));
    if (!file) {
        const std::string neither = saysItsFormat
                                        ? ""
                                        : " is neither a recording, which would have \"traceEvents\", nor a "
                                          "scenario, which would have \"format\"; read as a scenario";
        return unsound(path, file.problem(), path + neither + ": " + file.problem().sentence(), asJson,
                       errors);
    }
    const auto scenario = file->resolve();
    if (!scenario)
        return unsound(path, scenario.problem(), path + ": " + scenario.problem().sentence(), asJson, errors);
    return print(asJson ? soundAsJson(path, *scenario) : path + " is sound\n", errors);
}

} // namespace sojourn::cli
