// `sojourn list`, `sojourn show` and `sojourn check`.
#pragma once

#include "cli/error_output.h"
#include "cli/flags.h"
#include "cli/settings.h"
#include "formats/text_file.h"

#include <string>

namespace sojourn::cli {

int listScenarios(bool asJson, ErrorOutput& errors);
/// Prints the scenario file; with `flags.as` the program.
int showScenario(const Flags& flags, ErrorOutput& errors);
/// Of a file that was read already.
int checkScenario(const std::string& path, TextFile read, bool asJson, ErrorOutput& errors);

/// Writes text to standard output; the exit status. A reader that went away is no error.
int print(const std::string& text, ErrorOutput& errors);

} // namespace sojourn::cli
