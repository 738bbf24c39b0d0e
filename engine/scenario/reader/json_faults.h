// What is wrong with a text that is no JSON, in words, and where. Looked for only when the parser refused it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

struct JsonFault
{
    std::size_t offset = 0;
    std::size_t length = 1; ///< in bytes
    std::string message;
};

/// The first fault of the text: too long, empty, no text, no object, or where it stops being JSON. Nothing
/// when none of these is found.
std::optional<JsonFault> findJsonFault(std::string_view text);

} // namespace sojourn
