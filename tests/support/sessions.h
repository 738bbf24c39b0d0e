// Runs as sessions and back, for tests.
#pragma once

#include "formats/import/byte_source.h"
#include "formats/import/read_recording.h"
#include "formats/session/session_writer.h"
#include "formats/sink.h"
#include "scenario/run.h"
#include "scenario/run_origin.h"

#include <memory>
#include <string>
#include <utility>

namespace sojourn::test {

/// A run that is over, with its columns.
struct FinishedRun
{
    std::shared_ptr<const RunInfo> info;
    std::shared_ptr<const EventLog> log;
    std::shared_ptr<Columns> columns;
    RunEnd end;
    Summary summary;
    RunContext context;
};

inline FinishedRun finishedRun(const ScenarioFile& file, const ParameterValues& values, RunOptions options)
{
    FinishedRun made;
    options.record = true;
    options.virtualClock = true;
    options.log = [&made](const LogLine& line) { made.context.lines.push_back(printedLine(line)); };
    Run run(std::make_shared<Scenario>(*file.resolve(values)), std::move(options));
    made.end = run.runVirtual();
    made.info = run.info();
    made.log = run.log();
    made.summary = run.summary();
    made.columns = std::make_shared<Columns>(made.info, made.log);
    made.columns->advance();
    made.context.origin = originOf(file, made.info->scenario, values);
    return made;
}

inline std::string sessionOf(const FinishedRun& run)
{
    TextSink sink;
    writeSession({*run.columns, run.end, &run.context}, sink);
    return sink.text();
}

inline std::string sessionOf(const Recording& recording)
{
    TextSink sink;
    writeSession({*recording.columns, recording.end, &recording.context, &recording}, sink);
    return sink.text();
}

} // namespace sojourn::test
