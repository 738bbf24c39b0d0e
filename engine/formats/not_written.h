// What a file in some format does not hold of what was written into it.
#pragma once

#include "formats/export_format.h"

#include <string>
#include <vector>

namespace sojourn {

/// Of what the timeline holds, what the format has no word for, counted: "2 instants", "the payloads of 40
/// items". And of a recording what could not be kept when it was read.
std::vector<std::string> notWritten(const Timeline& timeline, const ExportFormat& format);

/// Of that, what only a session holds of a recording: when it began on its own clock, and what reading it
/// came upon.
std::vector<std::string> keptInSessionsOnly(const Recording& recording);

} // namespace sojourn
