#include "formats/session/session_layout.h"

#include <algorithm>
#include <zlib.h>

namespace sojourn::session {

namespace {

/// Shows on which end numbers begin.
constexpr std::uint32_t byteOrder = 0x01020304;
constexpr std::uint32_t otherByteOrder = 0x04030201;

std::uint32_t rotated(std::uint32_t checksum)
{
    // So that a stretch of zeros, whose checksum is 0, is no chunk.
    return checksum ^ 0x534A524Eu;
}

void append(std::string& bytes, std::uint32_t value)
{
    const auto four = littleEndian(value);
    bytes.append(four.data(), four.size());
}

} // namespace

std::array<char, 4> littleEndian(std::uint32_t value)
{
    std::array<char, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(value >> (8 * i) & 0xFF);
    return bytes;
}

std::uint32_t fromLittleEndian(std::string_view bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return value;
}

std::uint32_t checksum(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

std::string typeName(std::uint32_t type)
{
    const auto bytes = littleEndian(type);
    std::string text(bytes.data(), bytes.size());
    std::ranges::replace_if(
        text, [](char c) { return c < ' ' || c > '~'; }, '.');
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string fileHead()
{
    std::string bytes(magic);
    append(bytes, byteOrder);
    append(bytes, majorVersion | std::uint32_t{minorVersion} << 16);
    return bytes;
}

std::string chunkHead(const ChunkHead& head)
{
    std::string bytes;
    append(bytes, head.type);
    append(bytes, head.storedBytes);
    append(bytes, head.unpackedBytes);
    append(bytes, rotated(checksum(bytes)));
    return bytes;
}

std::optional<ChunkHead> readChunkHead(std::string_view bytes)
{
    if (bytes.size() < chunkHeadBytes) return {};
    const ChunkHead head{fromLittleEndian(bytes), fromLittleEndian(bytes.substr(4)),
                         fromLittleEndian(bytes.substr(8))};
    const std::uint32_t told = fromLittleEndian(bytes.substr(12));
    if (checksSums && told != rotated(checksum(bytes.substr(0, 12)))) return {};
    if (head.storedBytes > mostChunkBytes || head.unpackedBytes > mostChunkBytes) return {};
    return head;
}

bool isDamagedHead(std::string_view bytes)
{
    constexpr std::uint32_t leastImprobable = 256; // a version of which one byte has changed
    if (bytes.size() < headBytes + chunkHeadBytes) return false;
    const std::uint32_t order = fromLittleEndian(bytes.substr(8));
    const std::uint32_t major = fromLittleEndian(bytes.substr(12)) & 0xFFFF;
    if (bytes.starts_with(magic) && (order == otherByteOrder || order == byteOrder) && major > 0 &&
        major < leastImprobable)
        return false;
    const auto first = readChunkHead(bytes.substr(headBytes, chunkHeadBytes));
    return first && first->type == static_cast<std::uint32_t>(ChunkType::Info);
}

std::string refusal(std::string_view head)
{
    if (isDamagedHead(head)) return {};
    if (head.size() < headBytes) return "breaks off in its first 16 bytes";
    const std::uint32_t order = fromLittleEndian(head.substr(8));
    if (order == otherByteOrder)
        return "has its bytes the other way round: no program of this name writes such";
    if (order != byteOrder) return "has a damaged head (bytes 8 to 11)";
    const std::uint32_t version = fromLittleEndian(head.substr(12));
    if ((version & 0xFFFF) != majorVersion)
        return "is of version " + std::to_string(version & 0xFFFF) +
               ", which a later program wrote; this one reads version " + std::to_string(majorVersion);
    return {};
}

} // namespace sojourn::session
