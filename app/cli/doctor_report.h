// What is in a recording, and what is wrong with it, for people and for programs.
#pragma once

#include "trace/recording.h"

#include <string>

namespace sojourn::cli {

/// A line of what there is, and two for each finding: what became of it, and where the first one is.
std::string doctorText(const std::string& path, const Recording& recording);
/// The same as one JSON object.
std::string doctorJson(const std::string& path, const Recording& recording);

} // namespace sojourn::cli
