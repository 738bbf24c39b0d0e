// Finds the chunks of a session file, also where bytes of it are damaged.
#pragma once

#include "formats/import/import_progress.h"
#include "formats/import/text_window.h"
#include "formats/session/session_layout.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sojourn {

/// The bytes of a chunk whose checksums match, as they stand in the file.
struct SessionFrame
{
    session::ChunkHead head;
    std::string_view bytes;
    std::int64_t byte = 0;

    std::string_view stored() const { return bytes.substr(session::chunkHeadBytes, head.storedBytes); }
};

/// What stands where a chunk should.
struct SessionDamage
{
    std::int64_t byte = 0;
    std::int64_t endByte = 0; ///< where the next head stands, or the end of the file
    std::uint32_t type = 0;   ///< 0: its head is lost
    bool isOnePart = false;   ///< the next head stands where its own says
    bool isMissing = false;   ///< nothing stands there; it may also have been in another group
};

/// One file's frames in order. Behind what is damaged the next head is searched for.
class SessionFrames final
{
public:
    enum class Found { Frame, Damage, Cut, End };

    /// The window stands behind the head of the file.
    SessionFrames(TextWindow& window, const char* at, const ImportProgress& progress);

    /// The next frame, whose bytes stay until the next call; or that there is a damaged one; or that the file
    /// ends, within a frame or behind one.
    Found find(SessionFrame& frame, SessionDamage& damage);
    /// Whether what stands there begins like a parity, which may break off.
    bool standsParity();
    /// Passes over zeros; whether anything stands behind them.
    bool standsMore();
    /// Where it stands in the file.
    std::int64_t byte() const { return byteOf(m_at); }
    /// How far the file was read.
    std::int64_t endByte() const { return byteOf(m_window.end()); }

private:
    bool have(std::size_t bytes);
    bool standsHead(std::size_t offset);
    bool skipToHead();
    Found damaged(SessionDamage& damage, bool isOnePart) const;
    std::int64_t byteOf(const char* at) const { return static_cast<std::int64_t>(m_window.offsetOf(at)); }

    TextWindow& m_window;
    const ImportProgress& m_progress;
    const char* m_at;
    std::uint64_t m_searched = 0; // of damaged chunks, for a head
};

} // namespace sojourn
