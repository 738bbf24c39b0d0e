#include "formats/session/parity.h"

#include <algorithm>
#include <cstring>

namespace sojourn::session {

namespace {

constexpr std::size_t countBytes = 4;

/// to ^= from, eight bytes at a time.
void combine(char* to, const char* from, std::size_t count)
{
    std::size_t i = 0;
    for (; i + sizeof(std::uint64_t) <= count; i += sizeof(std::uint64_t)) {
        std::uint64_t a = 0, b = 0;
        std::memcpy(&a, to + i, sizeof a);
        std::memcpy(&b, from + i, sizeof b);
        a ^= b;
        std::memcpy(to + i, &a, sizeof a);
    }
    for (; i < count; ++i)
        to[i] = static_cast<char>(to[i] ^ from[i]);
}

void turn(std::string& bytes, std::size_t from)
{
    for (std::size_t i = from; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(~bytes[i]);
}

} // namespace

void ParitySum::add(std::string_view bytes, std::size_t offset)
{
    if (offset == 0) ++m_chunks;
    m_bytes += bytes.size();
    if (m_sum.size() < offset + bytes.size()) m_sum.resize(offset + bytes.size());
    combine(m_sum.data() + offset, bytes.data(), bytes.size());
}

void ParitySum::add(const ParitySum& other)
{
    const std::uint32_t chunks = m_chunks + other.m_chunks;
    add(other.m_sum);
    m_chunks = chunks;
}

void ParitySum::clear()
{
    m_chunks = 0;
    m_bytes = 0;
    m_sum.clear();
}

std::string ParitySum::message() const
{
    const auto count = littleEndian(m_chunks);
    std::string bytes(count.data(), count.size());
    bytes += m_sum;
    turn(bytes, countBytes);
    return bytes;
}

bool ParitySum::read(std::string_view bytes, ParitySum& to)
{
    if (bytes.size() < countBytes + chunkHeadBytes + chunkTailBytes) return false;
    to.m_chunks = fromLittleEndian(bytes);
    to.m_sum = bytes.substr(countBytes);
    turn(to.m_sum, 0);
    return to.m_chunks > 0 && to.m_chunks <= mostInGroup;
}

std::optional<std::string> ParitySum::frame() const
{
    const auto head = readChunkHead(m_sum);
    if (!head || head->type == static_cast<std::uint32_t>(ChunkType::Parity)) return {};
    const std::size_t size = chunkHeadBytes + head->storedBytes + chunkTailBytes;
    if (size > m_sum.size()) return {};
    const std::string_view stored = std::string_view(m_sum).substr(chunkHeadBytes, head->storedBytes);
    const std::string_view tail = std::string_view(m_sum).substr(chunkHeadBytes + head->storedBytes);
    if (checksSums && fromLittleEndian(tail) != checksum(stored)) return {};
    return m_sum.substr(0, size);
}

bool ParitySum::isEven() const
{
    return m_sum.find_first_not_of('\0') == std::string::npos;
}

} // namespace sojourn::session
