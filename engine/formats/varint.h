// Whole numbers of seven bits a byte (LEB128), as protocol buffers and sessions have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn {

inline void appendVarint(std::string& to, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        to += static_cast<char>(value | 0x80);
    to += static_cast<char>(value);
}

/// Takes one off the front; false, and nothing is taken: it breaks off, or is longer than 64 bits.
inline bool takeVarint(std::string_view& from, std::uint64_t& value)
{
    value = 0;
    for (std::size_t i = 0; i < from.size() && i < 10; ++i) {
        const auto byte = static_cast<unsigned char>(from[i]);
        value |= std::uint64_t{byte & 0x7Fu} << (7 * i);
        if (byte < 0x80) return from.remove_prefix(i + 1), true;
    }
    return false;
}

/// Signed numbers as unsigned ones of which those near 0 are small: 0, -1, 1, -2, …
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1 ^ (0 - (value & 1)));
}

} // namespace sojourn
