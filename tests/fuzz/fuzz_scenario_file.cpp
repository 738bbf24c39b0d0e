// Any bytes are a scenario or a problem with a sentence and a place; never a crash, never endless.
#include "scenario/reader/json_faults.h"
#include "scenario/scenario_file.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace sojourn;

namespace {

void demand(bool holds, const char* what, const std::string& detail)
{
    if (holds) return;
    std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto file = ScenarioFile::read(text);
    const auto fault = findJsonFault(text);
    if (!file) {
        const ScenarioProblem& problem = file.problem();
        demand(!problem.message.empty() && problem.line >= 1 && problem.column >= 1 && problem.length >= 1,
               "a problem without a place", problem.sentence());
        demand(problem.sentence().find('\n') == std::string::npos, "more than a line", problem.sentence());
        // The parser and the search for its reasons agree on what JSON is.
        demand(!problem.message.starts_with("this is no JSON"), "a fault that is not found",
               problem.sentence());
        demand(!fault || !problem.place.empty() || problem.message == fault->message, "another fault",
               fault ? fault->message : "");
        return 0;
    }
    demand(!fault, "a fault in what was read", fault ? fault->message : "");
    for (const Parameter& parameter : file->parameters()) {
        const auto value = file->parse(parameter.name, parameter.value.toText());
        demand(bool(value) && *value == parameter.value, "a value that is not read back",
               parameter.value.toText());
    }
    demand(bool(file->resolve()), "no longer sound", text);
    return 0;
}
