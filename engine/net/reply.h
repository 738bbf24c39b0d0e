// What the program's own server says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// The number at the end of a path such as /api/v2/pokemon/25, from 1 to 10^9; nothing where there is none,
/// or where the part before it is not "pokemon".
std::optional<std::uint32_t> numberInPath(std::string_view path);

/// The name that goes with a number from 1 on. There are 150; behind them they begin anew.
const std::string& replyName(std::uint32_t number);

/// The body for a number: {"id": 25, "name": "pikachu"}.
std::string replyBody(std::uint32_t number);

/// A member of a JSON object: a text as it is, a number or truth value as written. Nothing where the body is
/// no JSON object, or has no such member of one of those types.
std::optional<std::string> fieldOfReply(std::string_view body, std::string_view field);

} // namespace sojourn
