// Reads the servers that a scenario asks.
#pragma once

#include "scenario/reader/reading.h"

#include <string>

namespace sojourn {

/// What a request may send at most in one go, and what a limit of connections may be.
inline constexpr std::int64_t mostConnections = 10'000;
inline constexpr std::int64_t mostAttempts = 1'000;

/// Everything of a server but its name, which is read before.
void readServer(Reading& reading, Reading::Index object, Server& server);

/// What is wrong with the path of a request; empty when nothing is. It begins with a slash and has no spaces
/// or other characters that an address cannot have, nor braces but those of {n}.
std::string problemOfPath(std::string_view path);

} // namespace sojourn
