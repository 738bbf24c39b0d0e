// A scenario that was run on the virtual clock, as the window would hold it.
#pragma once

#include "scenario/builtin.h"
#include "scenario/run.h"
#include "scenario/scenario_file.h"
#include "viewmodels/run_document.h"

#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sojourn::test {

/// The run as a document whose playhead goes anywhere.
class PlayedRun final
{
public:
    explicit PlayedRun(std::string_view text, const std::map<std::string, std::string>& values = {})
    {
        const auto file = ScenarioFile::read(std::string(text));
        if (!file) throw std::invalid_argument(file.problem().sentence());
        ParameterValues set;
        for (const auto& [name, value] : values) {
            const auto parsed = file->parse(name, value);
            if (!parsed) throw std::invalid_argument(parsed.problem().sentence());
            set.insert_or_assign(name, *parsed);
        }
        const auto scenario = file->resolve(set);
        if (!scenario) throw std::invalid_argument(scenario.problem().sentence());
        RunOptions options;
        options.record = true;
        options.until = std::chrono::seconds(60);
        Run run(std::make_shared<Scenario>(*scenario), options);
        const RunEnd end = run.runVirtual();
        document.open(run.info(), run.log(), false);
        document.finish(end);
    }

    RunDocument document;
};

} // namespace sojourn::test
