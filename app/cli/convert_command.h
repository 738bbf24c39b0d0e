// `sojourn convert`, and `sojourn check` of a recording.
#pragma once

#include "cli/error_output.h"
#include "cli/flags.h"
#include "formats/export_format.h"

#include <string>

namespace sojourn::cli {

/// Reads flags.subject and writes flags.target; the exit status.
int convertRecording(const Flags& flags, const ExportFormats& formats, ErrorOutput& errors);
/// Prints what is in a recording and what is wrong with it; the exit status.
int checkRecording(const std::string& path, bool asJson, ErrorOutput& errors);
/// Likewise of a pipe, which can be read but once: of the recording or the scenario that comes out of it.
int checkPipe(const std::string& path, bool asJson, ErrorOutput& errors);

} // namespace sojourn::cli
