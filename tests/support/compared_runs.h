// Runs of built-in scenarios for tests that put one beside another.
#pragma once

#include "explore/compare/run_figures.h"
#include "scenario/builtin.h"
#include "scenario/run.h"
#include "scenario/scenario_file.h"
#include "trace/columns.h"

#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace sojourn::test {

/// A whole recorded run on the virtual clock, numbers given for parameters.
struct Ran
{
    explicit Ran(const char* scenarioName, const std::map<std::string, double>& numbers = {},
                 std::uint64_t seed = 1)
    {
        const auto file = ScenarioFile::read(findBuiltinScenario(scenarioName)->text);
        ParameterValues values;
        for (const auto& [name, number] : numbers) {
            ParameterValue value;
            value.number = number;
            for (const Parameter& p : file->parameters())
                if (p.name == name && p.value.kind == ParameterValue::Kind::Range) {
                    value.kind = ParameterValue::Kind::Range;
                    value.high = number;
                }
            values.emplace(name, value);
        }
        auto resolved = file->resolve(values);
        if (!resolved) throw std::invalid_argument(resolved.problem().sentence());
        scenario = std::make_shared<const Scenario>(std::move(*resolved));
        RunOptions options;
        options.seed = seed;
        options.record = true;
        Run run(scenario, options);
        end = run.runVirtual();
        summary = run.summary();
        const auto made = std::make_shared<Columns>(run.info(), run.log());
        made->advance();
        columns = made;
        endNs = nanoseconds(end.at);
    }

    std::shared_ptr<const Scenario> scenario;
    std::shared_ptr<const Columns> columns;
    Summary summary;
    RunEnd end;
    std::int64_t endNs = 0;
};

inline RunFigures figuresOf(const Ran& ran)
{
    return runFigures(*ran.columns, ran.summary, RunTotals(*ran.columns), ran.endNs);
}

} // namespace sojourn::test
