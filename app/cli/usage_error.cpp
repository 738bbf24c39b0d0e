#include "cli/usage_error.h"

#include <cstddef>

namespace sojourn::cli {

namespace {

/// At most `bytes` bytes of the text, never cut within a UTF-8 character.
std::string_view start(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0u) == 0x80u)
        --bytes;
    return text.substr(0, bytes);
}

} // namespace

std::string inQuotes(std::string_view text)
{
    static constexpr std::size_t shownBytes = 60;
    std::string out = '"' + std::string(start(text, shownBytes));
    if (text.size() > shownBytes) out += "…";
    return out + '"';
}

std::string onOneLine(std::string_view text)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            (out += "\\x") += {digits[byte >> 4], digits[byte & 15]};
        else
            out += c;
    }
    return out;
}

} // namespace sojourn::cli
