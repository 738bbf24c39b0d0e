// What comes out of a pipe, as a file that can be read again.
#pragma once

#include "cli/error_output.h"
#include "cli/usage_error.h"

#include <string>

namespace sojourn::cli {

/// A pipe can be read but once, and the window reads what it is given more than once: this program to tell a
/// recording from a scenario, the window's own again; see settledFile(). A terminal shows how much has come.
Or<std::string> settledInput(const std::string& path, ErrorOutput& errors);

} // namespace sojourn::cli
