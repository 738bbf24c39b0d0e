// What comes out of a pipe, as a file that can be read again.
#pragma once

#include "cli/error_output.h"
#include "cli/usage_error.h"

#include <string>

namespace sojourn::cli {

/// A pipe can be read but once, and the window reads what it is given more than once: this program to tell a
/// recording from a scenario, the window's own again. So all that comes out of it is put into a file without
/// a name, which takes the place of the descriptor that the path stands for, or else one of its own, and is
/// inherited. Returns the path to read, the one that was given wherever that can be; also of what is no pipe.
/// Waits until the pipe's writer is done; a terminal shows how much has come.
Or<std::string> settledInput(const std::string& path, ErrorOutput& errors);

} // namespace sojourn::cli
