#include "scenario/reader/words.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

constexpr std::size_t longest = 80; // bytes of somebody else's text in a sentence

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

std::string printable(std::string_view text)
{
    bool shortened = false;
    if (text.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
            --end; // whole characters
        text = text.substr(0, end);
        shortened = true;
    }
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
        } else if (c == '\t') {
            result += "\\t";
        } else if (isControl(c)) {
            const auto byte = static_cast<unsigned char>(c);
            result += "\\u00";
            result += digits[byte >> 4];
            result += digits[byte & 15];
        } else {
            result += c;
        }
    }
    return shortened ? result + "…" : result;
}

std::string quoted(std::string_view text)
{
    return "\"" + printable(text) + "\"";
}

std::string numberText(double number, int decimals)
{
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::fixed, decimals)
                         .ptr;
    return {buffer.data(), end};
}

std::string choiceOf(const std::vector<std::string>& names)
{
    static constexpr std::size_t most = 6;
    if (names.empty() || names.size() > most) return {};
    std::string text = "; it can be " + quoted(names.front());
    for (std::size_t i = 1; i < names.size(); ++i)
        text += (i + 1 == names.size() ? " or " : ", ") + quoted(names[i]);
    return text;
}

} // namespace sojourn
