// What comes out of a pipe, as a file that can be read again.
#pragma once

#include "formats/import/import_progress.h"

#include <chrono>
#include <optional>
#include <string>

namespace sojourn {

/// Whether it can be read but once.
bool isPipe(const std::string& path);
/// Whether it is one that stands open already, as standard input. One with a name may lose its only reader,
/// and with that its writer, where it is opened and closed again.
bool isInheritedPipe(const std::string& path);

/// Whether what comes out of an inherited pipe is a recording, as far as its beginning tells within that
/// time; nothing where it does not tell yet. Nothing is taken out of the pipe.
std::optional<bool> tellsRecording(const std::string& pipe, std::chrono::milliseconds patience);

/// A path that can be read again, or a sentence without a full stop that says why there is none.
struct SettledFile
{
    std::string path;
    std::string problem;
};

/// All that comes out of a pipe, put into a file without a name, which takes the place of the descriptor that
/// the path stands for, or else has one of its own, and is inherited. The path is the one that was given
/// wherever that can be; also of what is no pipe. Waits until the pipe's writer is done; a cancelled wait has
/// the problem "reading … was cancelled".
SettledFile settledFile(const std::string& path, ImportProgress& progress);

} // namespace sojourn
