#include "formats/json_text.h"

#include "trace/payload.h"

#include <charconv>
#include <cmath>
#include <cstddef>

namespace sojourn {

namespace {

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0u) == 0x80u;
}

/// How many bytes the well-formed UTF-8 character at the start of `text` has; 0 when there is none (Unicode,
/// table 3-7).
std::size_t characterBytes(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t count = lead >= 0xC2 && lead <= 0xDF   ? 2
                              : (lead & 0xF0u) == 0xE0u      ? 3
                              : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                             : 0;
    if (count == 0 || text.size() < count) return 0;
    for (std::size_t i = 1; i < count; ++i)
        if (!isContinuation(byte(i))) return 0;
    const unsigned char second = byte(1);
    const bool isOutside = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                           (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return isOutside ? 0 : count;
}

void appendEscapedAscii(std::string& out, char c)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
        out += c;
        return;
    }
    out += "\\u00";
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
}

} // namespace

std::string jsonEscaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        if (bytes == 1)
            appendEscapedAscii(out, text.front());
        else if (bytes == 0)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(0, bytes);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return out;
}

std::string jsonString(std::string_view text)
{
    return '"' + jsonEscaped(text) + '"';
}

std::string jsonNumber(double number)
{
    return std::isfinite(number) ? numberText(number) : "null";
}

void writeWhole(Sink& sink, std::int64_t number)
{
    char* const at = sink.room(24);
    sink.wrote(std::to_chars(at, at + 24, number).ptr);
}

void writeMicroseconds(Sink& sink, std::int64_t ns)
{
    char* const at = sink.room(24);
    char* const point = std::to_chars(at, at + 20, ns / 1000).ptr; // of a run they are never negative
    const auto rest = static_cast<int>(ns % 1000);
    point[0] = '.';
    point[1] = static_cast<char>('0' + rest / 100);
    point[2] = static_cast<char>('0' + rest / 10 % 10);
    point[3] = static_cast<char>('0' + rest % 10);
    sink.wrote(point + 4);
}

} // namespace sojourn
