// A stretch of a long text, as much of it as is looked at.
#pragma once

#include "formats/import/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sojourn {

/// A buffer that slides over the bytes of a source. Pointers into it stay valid until the next refill().
class TextWindow final
{
public:
    static constexpr std::size_t usualBytes = std::size_t{1} << 20;
    static constexpr std::size_t mostBytes = std::size_t{64} << 20;

    explicit TextWindow(ByteSource& source, std::size_t bytes = usualBytes);

    const char* begin() const { return m_buffer.data(); }
    const char* end() const { return m_buffer.data() + m_used; }
    /// Where a byte of the window stands in the whole text.
    std::uint64_t offsetOf(const char* at) const
    {
        return m_offset + static_cast<std::uint64_t>(at - m_buffer.data());
    }
    /// Drops what stands before `keepFrom`, reads more behind the rest, and grows where the rest leaves too
    /// little room. The rest then stands at begin(). False: there is no more, or no more than mostBytes is
    /// kept.
    bool refill(const char* keepFrom);
    /// The source has ended: nothing comes behind end().
    bool isAtEnd() const { return m_isAtEnd; }

private:
    ByteSource& m_source;
    std::vector<char> m_buffer;
    std::size_t m_used = 0;
    std::uint64_t m_offset = 0;
    bool m_isAtEnd = false;
};

} // namespace sojourn
