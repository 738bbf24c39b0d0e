// Numbers in few bytes, one column behind another: what chunks of a session consist of.
#pragma once

#include "formats/varint.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sojourn::session {

/// Writes a column at a time. Small numbers take a byte, of signed ones those near 0.
class ColumnWriter final
{
public:
    explicit ColumnWriter(std::string& out)
        : m_out(out)
    {
    }
    void byte(std::uint8_t value) { m_out += static_cast<char>(value); }
    void whole(std::uint64_t value) { appendVarint(m_out, value); }
    void difference(std::int64_t value) { whole(zigzag(value)); }

private:
    std::string& m_out;
};

/// Reads what a ColumnWriter wrote. What breaks off reads as 0 and is remembered.
class ColumnReader final
{
public:
    explicit ColumnReader(std::string_view bytes)
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }
    std::uint8_t byte()
    {
        if (m_at == m_end) return broken();
        return static_cast<std::uint8_t>(*m_at++);
    }
    std::uint64_t whole()
    {
        if (m_at != m_end && static_cast<unsigned char>(*m_at) < 0x80)
            return static_cast<unsigned char>(*m_at++);
        return longWhole();
    }
    std::int64_t difference() { return unzigzag(whole()); }
    /// As many rows as the chunk says, where there are at least so many bytes: nobody makes room for more.
    std::size_t rows(std::size_t most)
    {
        const std::uint64_t count = whole();
        if (count <= most && count <= static_cast<std::size_t>(m_end - m_at))
            return static_cast<std::size_t>(count);
        return broken();
    }
    /// All was there, and nothing is left over.
    bool isWhole() const { return !m_isBroken && m_at == m_end; }
    bool isBroken() const { return m_isBroken; }

private:
    std::uint8_t broken()
    {
        m_isBroken = true;
        m_at = m_end;
        return 0;
    }
    std::uint64_t longWhole()
    {
        std::string_view rest(m_at, static_cast<std::size_t>(m_end - m_at));
        std::uint64_t value = 0;
        if (!takeVarint(rest, value)) return broken();
        m_at = rest.data();
        return value;
    }

    const char* m_at;
    const char* m_end;
    bool m_isBroken = false;
};

/// Sum and difference that wrap around: what is read may be anything, and reading what was written undoes it.
constexpr std::int64_t wrappedSum(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
constexpr std::int64_t wrappedDifference(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

} // namespace sojourn::session
