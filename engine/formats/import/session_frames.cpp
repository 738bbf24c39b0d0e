#include "formats/import/session_frames.h"

namespace sojourn {

using namespace session;

namespace {

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace

SessionFrames::SessionFrames(TextWindow& window, const char* at, const ImportProgress& progress)
    : m_window(window)
    , m_progress(progress)
    , m_at(at)
{
}

/// Whether so many bytes stand at m_at; reads them where they are not in the window yet.
bool SessionFrames::have(std::size_t bytes)
{
    while (static_cast<std::size_t>(m_window.end() - m_at) < bytes) {
        const bool isMore = !m_progress.isCancelled && m_window.refill(m_at);
        m_at = m_window.begin();
        if (!isMore) return false;
    }
    return true;
}

bool SessionFrames::standsHead(std::size_t offset)
{
    if (!have(offset + chunkHeadBytes)) return false;
    return isLetter(m_at[offset]) && readChunkHead({m_at + offset, chunkHeadBytes});
}

/// Moves m_at on to the next head; false: there is none, and it stands at the end of the file.
bool SessionFrames::skipToHead()
{
    do
        ++m_at;
    while (have(chunkHeadBytes) && !standsHead(0));
    const bool isThere = static_cast<std::size_t>(m_window.end() - m_at) >= chunkHeadBytes;
    if (!isThere) m_at = m_window.end();
    return isThere;
}

bool SessionFrames::standsParity()
{
    static constexpr std::size_t letters = 4;
    (void)have(letters);
    const std::string_view rest(m_at, static_cast<std::size_t>(m_window.end() - m_at));
    const auto type = littleEndian(static_cast<std::uint32_t>(ChunkType::Parity));
    return !rest.empty() && std::string_view(type.data(), type.size()).starts_with(rest.substr(0, letters));
}

bool SessionFrames::standsMore()
{
    while (have(1) && *m_at == '\0')
        ++m_at;
    return m_at != m_window.end() && !m_progress.isCancelled;
}

/// It reaches to m_at.
SessionFrames::Found SessionFrames::damaged(SessionDamage& damage, bool isOnePart) const
{
    damage.endByte = byte();
    damage.isOnePart = isOnePart;
    return Found::Damage;
}

SessionFrames::Found SessionFrames::find(SessionFrame& frame, SessionDamage& damage)
{
    if (!have(chunkHeadBytes)) return m_window.end() > m_at ? Found::Cut : Found::End;
    const auto head = isLetter(*m_at) ? readChunkHead({m_at, chunkHeadBytes}) : std::nullopt;
    damage = {.byte = byteOf(m_at), .type = head ? head->type : 0};
    if (!head) {
        (void)skipToHead();
        return damaged(damage, false);
    }
    const std::size_t whole = chunkHeadBytes + head->storedBytes + chunkTailBytes;
    const bool isWhole = have(whole);
    if (isWhole) {
        const std::string_view stored(m_at + chunkHeadBytes, head->storedBytes);
        const std::uint32_t told = fromLittleEndian({stored.data() + stored.size(), chunkTailBytes});
        if (!checksSums || told == checksum(stored)) {
            frame = {*head, {m_at, whole}, damage.byte};
            m_at += whole;
            return Found::Frame;
        }
        const bool isInPlace = standsHead(whole) || m_window.end() == m_at + whole;
        // A file of nothing but heads would be searched through once for each.
        if (isInPlace || m_searched > harmlessBytes) {
            m_at += whole;
            return damaged(damage, isInPlace);
        }
        m_searched += whole;
    }
    // Where bytes of it are missing or too many, the next head is not where its own says.
    m_at += chunkHeadBytes - 1;
    return skipToHead() || isWhole ? damaged(damage, false) : Found::Cut;
}

} // namespace sojourn
