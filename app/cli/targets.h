// Tells whether two names mean one file.
#pragma once

#include "cli/settings.h"
#include "cli/usage_error.h"

#include <optional>
#include <string>
#include <vector>

namespace sojourn::cli {

/// A file that somebody named.
struct NamedFile
{
    std::string name; ///< as a sentence names it: --events out.jsonl
    std::string path;
};

/// Refuses a file to write that is also written under another name, or read.
std::optional<UsageError> refuseSharedFiles(const std::vector<NamedFile>& read,
                                            const std::vector<NamedFile>& written);
/// What a run, or a sweep of runs, reads.
std::vector<NamedFile> filesRead(const RunSettings& settings);

/// Refuses a target that is named twice, however it is spelt, and one that is a file the run reads.
std::optional<UsageError> refuseSharedTargets(const RunSettings& settings);

} // namespace sojourn::cli
