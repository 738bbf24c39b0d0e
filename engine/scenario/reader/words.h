// How values are written in sentences for people.
#pragma once

#include "trace/payload.h"

#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// The text with control characters escaped, and shortened when it is long, so that it stays on one line.
std::string printable(std::string_view text);
/// The same within quotation marks.
std::string quoted(std::string_view text);
/// "; it can be "a", "b" or "c"", where a reader takes them in at one glance; otherwise empty.
std::string choiceOf(const std::vector<std::string>& names);
/// The number with that many decimals.
std::string numberText(double number, int decimals);

} // namespace sojourn
