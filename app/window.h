// The window of the program.
#pragma once

#include "cli/command_line.h"

namespace sojourn {

/// Opens the window and runs it until it is closed, by hand or by Ctrl-C or SIGTERM. Returns the exit status:
/// 130 and 143 after those, 2 with a sentence on standard error when there is no display to open it on.
int runWindow(int argc, char** argv, const cli::WindowRequest& request);

} // namespace sojourn
