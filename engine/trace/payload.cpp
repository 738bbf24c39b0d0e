#include "trace/payload.h"

#include <bit>
#include <charconv>
#include <cmath>

namespace sojourn {

namespace {

constexpr std::uint64_t fourthVersion = 0x7575696434u; // apart from what else is drawn from the seed

/// splitmix64 by Sebastiano Vigna (public domain): its output for one state.
std::uint64_t splitmix64(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

} // namespace

std::string hexPayload(std::uint64_t bits, std::uint32_t bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(std::size_t{bytes} * 2);
    std::uint64_t word = 0;
    for (std::uint32_t i = 0; i < bytes; ++i) {
        if (i % 8 == 0) word = splitmix64(bits + (std::uint64_t{i} / 8 + 1) * 0x9E3779B97F4A7C15u);
        const unsigned byte = static_cast<unsigned>(word >> (i % 8 * 8)) & 0xFFu;
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string uuidText(std::uint64_t seed)
{
    // RFC 9562, section 5.4: the 13th digit is the version, the 17th begins with the bits 10.
    static constexpr char variants[] = "89ab";
    std::string text = hexPayload(seed ^ fourthVersion, 16);
    text[12] = '4';
    text[16] = variants[static_cast<unsigned char>(text[16]) & 3];
    for (const std::size_t dash : {20u, 16u, 12u, 8u})
        text.insert(dash, 1, '-');
    return text;
}

std::string numberText(double number)
{
    if (number == 0) return "0"; // of either sign
    char text[64];
    const double size = std::abs(number);
    // Left to itself, to_chars prefers 1e+06 to 1000000: it is shorter, but not what people read as a number.
    const bool isPlain = size >= 1e-6 && size < 1e15;
    const auto end = isPlain ? std::to_chars(text, text + sizeof text, number, std::chars_format::fixed)
                             : std::to_chars(text, text + sizeof text, number);
    return {text, end.ptr};
}

std::string payloadText(PayloadKind kind, std::uint32_t bytes, std::int64_t bits)
{
    switch (kind) {
    case PayloadKind::None:
    case PayloadKind::Text:
        return {};
    case PayloadKind::Number:
        return numberText(std::bit_cast<double>(bits));
    case PayloadKind::Hex:
        return hexPayload(static_cast<std::uint64_t>(bits), bytes);
    }
    return {};
}

} // namespace sojourn
