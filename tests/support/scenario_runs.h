// Runs scenarios for tests.
#pragma once

#include "formats/event_list.h"
#include "formats/sink.h"
#include "scenario/run.h"
#include "scenario/scenario_file.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sojourn::test {

/// The members of a scenario file, without its frame; refused ones are an error of the test.
inline std::shared_ptr<const Scenario> scenarioOf(std::string_view members,
                                                  const ParameterValues& values = {})
{
    const auto file = ScenarioFile::read("{\"format\": \"sojourn-scenario\", \"version\": 1, " +
                                         std::string(members) + "}");
    if (!file) throw std::invalid_argument(file.problem().sentence());
    auto scenario = file->resolve(values);
    if (!scenario) throw std::invalid_argument(scenario.problem().sentence());
    return std::make_shared<Scenario>(*scenario);
}

inline RunOptions recorded()
{
    RunOptions options;
    options.record = true;
    return options;
}

/// The event list as users see it.
inline std::string eventListOf(const Run& run)
{
    EventListWriter writer(run.info(), run.log());
    TextSink sink;
    writer.writeNew(sink);
    return sink.text();
}

/// The events in short: "task word" each, without instants, one a line.
inline std::string orderOf(const Run& run)
{
    std::string order;
    for (std::uint64_t i = 0; i < run.log()->size(); ++i) {
        const Event& e = (*run.log())[i];
        if (e.kind <= lastListedKind) order += run.info()->taskName(e.task) + ' ' + eventWord(e.kind) + '\n';
    }
    return order;
}

} // namespace sojourn::test
