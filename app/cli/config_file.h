// The config file: INI or TOML, as CLI11 reads them.
#pragma once

#include "cli/setting.h"
#include "cli/usage_error.h"

#include <optional>
#include <string>

namespace sojourn::cli {

/// Adds what the file sets. Keys are the names of the flags, at the top of the file or in a section [run].
/// Refused: a file that can't be read or is no text, an unknown key or section, a key given twice, a list
/// where one value is expected.
std::optional<UsageError> readConfigFile(const std::string& path, GivenValues& values);

} // namespace sojourn::cli
