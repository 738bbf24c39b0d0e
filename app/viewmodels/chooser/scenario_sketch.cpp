#include "viewmodels/chooser/scenario_sketch.h"

#include "scenario/run.h"

namespace sojourn {

namespace {

constexpr std::uint64_t eventsKept = 20'000; // enough for any picture, and soon there
constexpr double shownAt = 0.4;              // of the run: past its beginning, before it drains

ParameterValues livelyValues(const ScenarioFile& file)
{
    ParameterValues values;
    for (const Parameter& parameter : file.parameters())
        if (parameter.demo) values[parameter.name] = *parameter.demo;
    return values;
}

} // namespace

ScenarioSketch ScenarioSketch::of(const std::string& text)
{
    const Checked<ScenarioFile> file = ScenarioFile::read(text);
    if (!file) return {};
    Checked<Scenario> scenario = file->resolve(livelyValues(*file));
    if (!scenario) return {};
    RunOptions options;
    options.seed = scenario->seed;
    options.record = true;
    options.summarise = false;
    options.maxRecordedEvents = eventsKept;
    Run run(std::make_shared<const Scenario>(std::move(*scenario)), std::move(options));
    run.runVirtual();
    ScenarioSketch sketch{run.info(), run.log(), nullptr, 0};
    sketch.columns = std::make_shared<Columns>(sketch.info, sketch.log);
    sketch.columns->advance();
    sketch.atNs = static_cast<std::int64_t>(static_cast<double>(sketch.columns->lastNs()) * shownAt);
    return sketch;
}

} // namespace sojourn
