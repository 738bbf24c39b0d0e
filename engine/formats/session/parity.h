// The spare part of a group of chunks, as RAID 4 has one.
#pragma once

#include "formats/session/session_layout.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn::session {

/// The exclusive-or of the frames of some chunks (head, stored bytes, checksum), the shorter ones with zeros
/// behind them. Of a group that has lost one chunk, the sum of all and that of the others make that one.
class ParitySum final
{
public:
    /// One more frame, in pieces: the first one that has an `offset` of 0 counts it.
    void add(std::string_view bytes, std::size_t offset = 0);
    /// As if all of the other's frames were added.
    void add(const ParitySum& other);
    void clear();
    std::uint32_t chunks() const { return m_chunks; }
    /// They make a group.
    bool isFull() const { return m_chunks >= mostInGroup || m_bytes >= parityShare * m_sum.size(); }

    /// As the bytes of a chunk: how many there are, and the sum with every bit turned. Of a single chunk the
    /// sum would be that chunk, and be taken for it where the parity's own head is lost.
    std::string message() const;
    /// False: these bytes are no parity.
    static bool read(std::string_view bytes, ParitySum& to);
    /// The frame that this is the sum of, without what was padded, if it is a sound one.
    std::optional<std::string> frame() const;
    /// Nothing is left of the sum: a parity with all of its frames.
    bool isEven() const;

private:
    std::uint32_t m_chunks = 0;
    std::size_t m_bytes = 0; // of all frames
    std::string m_sum;
};

} // namespace sojourn::session
