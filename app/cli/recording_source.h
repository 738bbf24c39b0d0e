// Reads a recording for a command, with progress and a way to end it.
#pragma once

#include "cli/error_output.h"
#include "formats/import/read_recording.h"

#include <optional>
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

/// The same of what can be read but once and may be a scenario: where it does not look like a recording there
/// is none, the status is 0, and `scenario` is what it holds; see readRecordingOr().
CommandRecording readForCommand(const std::string& path, std::optional<std::string>& scenario,
                                ErrorOutput& errors);

} // namespace sojourn::cli
