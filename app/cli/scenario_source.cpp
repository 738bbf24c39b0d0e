#include "cli/scenario_source.h"

#include "formats/import/session_reader.h"
#include "formats/text_file.h"
#include "scenario/builtin.h"
#include "scenario/run_origin.h"

#include <sys/stat.h>
#include <utility>
#include <vector>

namespace sojourn::cli {

namespace {

UsageError unknown(const std::string& subject)
{
    std::vector<std::string> names{"list", "show", "check", "run", "sweep"}; // a command may have been meant
    for (const BuiltinScenario& scenario : builtinScenarios())
        names.push_back(scenario.name);
    const std::string closest = closestName(subject, names);
    return {"there is no scenario and no file " + inQuotes(subject) +
            (closest.empty() ? "; `sojourn list` names the built-in ones"
                             : "; did you mean " + inQuotes(closest) + "?")};
}

Or<FoundScenario> readSession(const std::string& path)
{
    ReadSessionOrigin read = sessionOrigin(path);
    if (!read.origin) return UsageError{read.problem};
    const RunOrigin& origin = read.origin->origin;
    auto file = ScenarioFile::read(origin.text);
    if (!file) return UsageError{path + ": its scenario: " + file.problem().sentence()};
    auto values = valuesOf(origin, *file);
    if (!values) return UsageError{path + ": its scenario: " + values.problem().sentence()};
    SessionSettings session;
    session.name = origin.name;
    session.values = std::move(*values);
    session.seed = read.origin->seed;
    session.virtualClock = read.origin->virtualClock;
    if (origin.untilNs >= 0) session.until = Duration(origin.untilNs);
    return FoundScenario{std::move(*file), {}, path, std::move(session)};
}

} // namespace

Or<FoundScenario> findScenario(const std::string& subject)
{
    if (const BuiltinScenario* builtin = findBuiltinScenario(subject)) {
        auto file = ScenarioFile::read(builtin->text);
        if (!file) return UsageError{subject + ": " + file.problem().sentence()};
        return FoundScenario{std::move(*file), subject, {}, {}};
    }
    struct stat status = {};
    if (subject.empty() || (::stat(subject.c_str(), &status) != 0 && subject.find('/') == std::string::npos &&
                            !subject.ends_with(".json")))
        return unknown(subject);
    return readScenario(subject);
}

Or<FoundScenario> readScenario(const std::string& path)
{
    if (isSessionFile(path)) return readSession(path);
    TextFile read = readTextFile(path, maxScenarioBytes, "a scenario file");
    if (!read.text) return UsageError{read.problem};
    auto file = ScenarioFile::read(std::move(*read.text));
    if (!file) return UsageError{path + ": " + file.problem().sentence()};
    return FoundScenario{std::move(*file), {}, path, {}};
}

} // namespace sojourn::cli
