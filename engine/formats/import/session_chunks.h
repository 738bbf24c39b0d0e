// Walks the chunks of a session file: damaged ones are made whole, or left out.
#pragma once

#include "formats/import/chunk_unpacker.h"
#include "formats/import/findings.h"
#include "formats/import/import_progress.h"
#include "formats/import/part_findings.h"
#include "formats/import/session_frames.h"
#include "formats/import/text_window.h"
#include "formats/session/parity.h"
#include "formats/session/session_layout.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn {

/// A chunk whose checksums match.
struct SessionChunk
{
    std::uint32_t type = 0;
    std::string_view bytes; ///< unpacked; stay until the next chunk
    std::int64_t byte = 0;  ///< where it stands in the file
};

/// One file's chunks in order. Where the bytes of one are damaged, or its head, behind which the next head is
/// searched for, those behind it are kept back until the parity of their group comes: it makes one such chunk
/// whole. What it cannot is left out. A chunk that is missing without a trace shows in what comes behind it,
/// which whoever takes the chunks puts back then, or else when the parity comes, which counts them: it is
/// made again in its place, or, where nothing behind it needs it, comes with the parity. All of that is told
/// to the findings, that the file breaks off, and what stands behind its end.
class SessionChunks final
{
public:
    /// The window stands at `at`, behind the head of the file or at its beginning where that is lost.
    /// `hasParity`: every group has one, as its version says.
    SessionChunks(TextWindow& window, const char* at, bool hasParity, ImportFindings& findings,
                  const ImportProgress& progress);

    /// False: there are no more.
    bool next(SessionChunk& chunk);
    /// The chunk given out last can be put back: its group goes on, and may make again what is missing in it.
    bool canPutBack() const { return m_isLatestInGroup && m_hasParity; }
    /// One before it is missing: it comes again, and those behind it, when its group has ended. Only while
    /// canPutBack().
    void putBack();
    /// A part that the file has, and that cannot be used.
    void leaveOut(const SessionChunk& chunk, const std::string& why) { m_told.lost(chunk.byte, why); }
    /// A chunk that there was, of whatever type, has not been given out, nor will be.
    bool hasLost() const { return m_told.hasLost(); }

private:
    struct KeptFrame
    {
        std::string bytes;
        std::int64_t byte = 0;
    };
    SessionFrames::Found find(SessionFrame& frame, SessionDamage& damage);
    bool take(const SessionFrame& frame, SessionChunk& chunk);
    void takeDamage(const SessionDamage& damage);
    void endGroup(const session::ParitySum& parity, std::int64_t byte);
    void mend(const session::ParitySum& parity, std::int64_t byte);
    void makeAgain(const session::ParitySum& sum, std::uint32_t missing, std::int64_t byte);
    void tellMissing(std::uint32_t count, std::int64_t byte);
    ByteRange gapBefore(std::int64_t parityByte) const;
    void noteGap(const SessionDamage& damage);
    void release(std::string frame, std::int64_t byte);
    void settleEarlier(std::uint32_t chunks);
    void addLatest();
    void keep(const SessionFrame& frame);
    void releaseKept();
    void giveUp();
    void beginGroup();
    bool open(const SessionFrame& frame, SessionChunk& chunk);
    void noteRest();

    SessionFrames m_frames;
    PartFindings m_told;
    ChunkUnpacker m_unpacker;
    bool m_hasParity;
    bool m_isOver = false;    // nothing more is read
    bool m_isGivenUp = false; // nor given out
    bool m_isEnded = false;   // the end of the run has been read: no chunk follows but its parity

    // The group at hand: what comes before the damage, or all of it while there is none, and what comes
    // behind.
    session::ParitySum m_before;
    session::ParitySum m_behind;
    std::optional<SessionDamage> m_damage;
    // A damage before the present one, and what came before that: of this group, or of one whose parity it
    // was.
    std::uint32_t m_givenUp = 0;
    std::int64_t m_groupByte = 0;   // where the group begins
    std::optional<ByteRange> m_gap; // the first of it where more than the one part may be missing
    std::deque<KeptFrame> m_kept;   // those behind the damage
    std::size_t m_keptBytes = 0;
    // Groups before it that look full and had no parity.
    session::ParitySum m_earlier;
    std::int64_t m_earlierByte = 0; // where the first such parity should stand
    std::uint64_t m_earlierGroups = 0;

    SessionFrame m_latest; // given out, and not added to the group yet, if it is of one
    bool m_isLatestInGroup = false;

    std::deque<KeptFrame> m_released; // to be given out before more is read
    std::string m_current;            // of these, the one that was given out last
};

} // namespace sojourn
