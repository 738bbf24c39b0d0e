// Names out of files, fit to be shown.
#pragma once

#include <string>

namespace sojourn {

/// The text as UTF-8 (other bytes become U+FFFD), on one line (control characters become spaces), and not
/// longer than a thousand characters or so.
std::string shownText(std::string text);

} // namespace sojourn
