// `sojourn convert`, and `sojourn check`.
#pragma once

#include "cli/error_output.h"
#include "cli/flags.h"
#include "formats/export_format.h"

#include <string>

namespace sojourn::cli {

/// Reads flags.subject and writes flags.target; the exit status.
int convertRecording(const Flags& flags, const ExportFormats& formats, ErrorOutput& errors);
/// Prints what is in a recording and what is wrong with it, or whether a scenario is sound; the exit status.
/// It is read once, as a pipe can be.
int checkFile(const std::string& path, bool asJson, ErrorOutput& errors);

} // namespace sojourn::cli
