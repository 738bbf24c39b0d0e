// A scenario file with its values as a recording keeps them, and back.
#pragma once

#include "scenario/run.h"
#include "scenario/scenario_file.h"
#include "trace/run_context.h"

#include <string>

namespace sojourn {

/// What a run is made from; `name` is that of the built-in scenario or of the file.
RunOrigin originOf(const ScenarioFile& file, const std::string& name, const ParameterValues& values);

/// The values of the origin for `file`, which is its text, read. Refused as by ScenarioFile::parse(), and
/// samples that no file can have given.
Checked<ParameterValues> valuesOf(const RunOrigin& origin, const ScenarioFile& file);

/// A line that a program logs, as recordings keep it, and back.
PrintedLine printedLine(const LogLine& line);
LogLine logLine(const PrintedLine& line);

} // namespace sojourn
