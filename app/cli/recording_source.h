// Reads a recording for a command, with progress and a way to end it.
#pragma once

#include "cli/error_output.h"
#include "formats/import/read_recording.h"

#include <string>

namespace sojourn::cli {

/// A recording, or the exit status of a command that could not read it and has said why.
struct CommandRecording
{
    ReadRecording read;
    int status = 0; ///< 0: it is there; 2; 130 or 143 after a signal
};

/// Reads it on a thread of its own. On a terminal, unless `isQuiet`, a line tells how far it has come and how
/// long it will take; Ctrl-C and SIGTERM end it at once.
CommandRecording readForCommand(const std::string& path, bool isQuiet, ErrorOutput& errors);

} // namespace sojourn::cli
