// Reads a text file that somebody named, or says why not.
#pragma once

#include "cli/usage_error.h"

#include <cstddef>
#include <string>

namespace sojourn::cli {

/// The UTF-8 text of a file, without a byte order mark. Refused: a folder, a file that is not there or can't
/// be read, one of more than `maxBytes`, one that is no UTF-8 text. `kind` is what is expected, for
/// sentences: "a config file".
Or<std::string> readTextFile(const std::string& path, std::size_t maxBytes, const std::string& kind);

} // namespace sojourn::cli
