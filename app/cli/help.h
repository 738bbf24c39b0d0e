// The words around the flags in each command's help.
#pragma once

#include "cli/flags.h"
#include "formats/export_format.h"

#include <string>

namespace sojourn::cli {

/// What the command does, in a few words.
std::string helpHead(Command command);
/// What its flags don't say.
std::string helpFoot(Command command, const ExportFormats& formats);

} // namespace sojourn::cli
