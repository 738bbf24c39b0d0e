// Names out of files, fit to be shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sojourn {

/// As many bytes of a text as are shown.
inline constexpr std::size_t mostShownBytes = 1000;

/// The text as UTF-8 (other bytes become U+FFFD), on one line (control characters become spaces, and so does
/// what breaks lines or turns the direction of a text), and not longer than mostShownBytes and an ellipsis.
std::string shownText(std::string text);

constexpr bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}
bool isUtf8(std::string_view text);
/// At most so many bytes of the beginning of a text, without a part of a character at its end.
std::string_view wholeCharacters(std::string_view text, std::size_t most);

} // namespace sojourn
