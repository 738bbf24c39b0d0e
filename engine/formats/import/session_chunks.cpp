#include "formats/import/session_chunks.h"

#include <string>
#include <utility>

namespace sojourn {

using namespace session;

namespace {

constexpr const char* noMatch = "checksums do not match";

} // namespace

SessionChunks::SessionChunks(TextWindow& window, const char* at, bool hasParity, ImportFindings& findings,
                             const ImportProgress& progress)
    : m_frames(window, at, progress)
    , m_told(findings)
    , m_hasParity(hasParity)
    , m_groupByte(m_frames.byte())
{
}

bool SessionChunks::next(SessionChunk& chunk)
{
    for (;;) {
        addLatest();
        while (!m_released.empty()) {
            const std::int64_t byte = m_released.front().byte;
            m_current = std::move(m_released.front().bytes);
            m_released.pop_front();
            if (open({*readChunkHead(m_current), m_current, byte}, chunk)) return true;
        }
        if (m_isOver && !m_damage) return false;
        SessionFrame frame;
        SessionDamage damage;
        switch (find(frame, damage)) {
        case SessionFrames::Found::Frame:
            if (take(frame, chunk)) return true;
            break;
        case SessionFrames::Found::Damage:
            takeDamage(damage);
            break;
        case SessionFrames::Found::Cut:
            m_told.cut(m_frames.endByte(), m_isEnded);
            [[fallthrough]];
        case SessionFrames::Found::End:
            m_isOver = true;
            giveUp();
            beginGroup();
            break;
        }
    }
}

/// The next frame; behind the end of the run stands no more than its parity.
SessionFrames::Found SessionChunks::find(SessionFrame& frame, SessionDamage& damage)
{
    if (m_isOver) return SessionFrames::Found::End;
    if (!m_isEnded || m_frames.standsParity()) return m_frames.find(frame, damage);
    noteRest();
    return SessionFrames::Found::End;
}

/// A chunk that was read. True: it can be given out at once.
bool SessionChunks::take(const SessionFrame& frame, SessionChunk& chunk)
{
    const auto type = static_cast<ChunkType>(frame.head.type);
    if (type == ChunkType::Parity) {
        ParitySum parity;
        if (ParitySum::read(frame.stored(), parity)) {
            endGroup(parity, frame.byte);
        } else {
            m_told.lost(frame.byte, noMatch);
            giveUp();
            beginGroup();
        }
        if (m_isEnded) noteRest();
        return false;
    }
    m_isEnded = type == ChunkType::End;
    if (m_hasParity && !m_damage && m_before.chunks() > 0 && m_before.isFull()) {
        if (m_earlierGroups++ == 0) m_earlierByte = frame.byte;
        m_earlier.add(m_before);
        m_before.clear();
    }
    if (m_damage) {
        keep(frame);
        return false;
    }
    m_latest = frame;
    m_isLatestInGroup = true;
    return open(frame, chunk);
}

/// It stays before whatever is missing behind it.
void SessionChunks::addLatest()
{
    // Where there is no parity, as in a file from before there were any, nothing needs to be added up.
    if (m_isLatestInGroup && m_latest.bytes.size() <= mostCoveredBytes && m_before.chunks() <= mostInGroup)
        m_before.add(m_latest.bytes);
    m_isLatestInGroup = false;
}

void SessionChunks::putBack()
{
    m_isLatestInGroup = false;
    m_damage = SessionDamage{.byte = m_latest.byte, .endByte = m_latest.byte, .isMissing = true};
    noteGap(*m_damage);
    m_unpacker.uncount(m_latest.head);
    keep(m_latest);
}

void SessionChunks::keep(const SessionFrame& frame)
{
    static constexpr std::size_t mostKept = mostInGroup * mostCoveredBytes;
    if (frame.bytes.size() <= mostCoveredBytes) m_behind.add(frame.bytes);
    m_kept.push_back({std::string(frame.bytes), frame.byte});
    m_keptBytes += frame.bytes.size();
    if (m_behind.chunks() > mostInGroup || m_keptBytes > mostKept) giveUp();
}

void SessionChunks::takeDamage(const SessionDamage& damage)
{
    const bool isParity = damage.type == static_cast<std::uint32_t>(ChunkType::Parity);
    if (!isParity && !m_isEnded) {
        // Where what was damaged before was the parity of the group before, this one begins behind that.
        if (m_damage) giveUp();
        m_damage = damage;
        if (!damage.isOnePart) noteGap(damage);
        return;
    }
    giveUp();
    m_told.damagedParity(damage.byte); // behind the end stands nothing else
    beginGroup();
    if (m_isEnded) noteRest();
}

void SessionChunks::endGroup(const ParitySum& parity, std::int64_t byte)
{
    settleEarlier(parity.chunks());
    mend(parity, byte);
    giveUp();
    beginGroup();
}

/// A group that looked full without a parity is one whose parity is missing; where this parity has room for
/// it, it was only the beginning of this group, of which a large part is missing.
void SessionChunks::settleEarlier(std::uint32_t chunks)
{
    if (m_earlierGroups == 0) return;
    const std::uint32_t here = m_before.chunks() + m_behind.chunks() + (m_damage ? 1 : 0);
    if (m_earlier.chunks() + here > chunks) return;
    m_before.add(m_earlier);
    m_earlier.clear();
    m_earlierGroups = 0;
}

/// The chunk that is damaged or missing is the sum of the others and their parity, if it is the only one.
void SessionChunks::mend(const ParitySum& parity, std::int64_t byte)
{
    const std::uint32_t there = m_before.chunks() + m_behind.chunks();
    ParitySum sum = parity;
    sum.add(m_before);
    sum.add(m_behind);
    if (!m_damage || m_damage->isMissing) {
        if (there < parity.chunks()) return makeAgain(sum, parity.chunks() - there, byte);
        // As many as it counts, and others: one of its own is not among them.
        if (there == parity.chunks() && !sum.isEven()) m_told.missing(1, gapBefore(byte));
        m_damage.reset(); // not of this group, or of none
        releaseKept();
    } else if (there + 1 == parity.chunks()) {
        if (std::optional<std::string> frame = sum.frame()) {
            const std::uint32_t type = readChunkHead(*frame)->type;
            m_told.mended(type, m_damage->byte);
            release(std::move(*frame), m_damage->byte);
        }
    } else if (there == parity.chunks() && sum.isEven()) {
        m_told.strayBytes(m_damage->byte);
        m_damage.reset();
        releaseKept();
    } else if (m_before.isFull() && m_behind.chunks() == parity.chunks()) {
        // Two whole groups: between them stood the parity of the first.
        m_told.damagedParity(m_damage->byte);
        m_damage.reset();
        releaseKept();
    } else if (there + 1 < parity.chunks()) {
        tellMissing(parity.chunks() - there - 1, byte);
    }
}

/// Of so many fewer than the parity counts those that were given up may be of the same group. `byte`: where
/// that stands.
void SessionChunks::tellMissing(std::uint32_t count, std::int64_t byte)
{
    if (count > m_givenUp) m_told.missing(count - m_givenUp, gapBefore(byte));
}

/// Where what the parity there misses stood: anywhere in its group if nothing shows that a part is missing.
ByteRange SessionChunks::gapBefore(std::int64_t parityByte) const
{
    return m_gap.value_or(ByteRange(m_groupByte, parityByte));
}

void SessionChunks::noteGap(const SessionDamage& damage)
{
    if (!m_gap) m_gap.emplace(damage.byte, damage.endByte);
}

/// Of a group without damage there are fewer chunks than its parity says. One that nothing behind it has
/// shown to be missing can as well come now: it is the last of its kind in the group, or its place does not
/// matter.
void SessionChunks::makeAgain(const ParitySum& sum, std::uint32_t missing, std::int64_t byte)
{
    std::optional<std::string> frame = missing == 1 ? sum.frame() : std::nullopt;
    if (!frame) return tellMissing(missing, byte);
    const std::int64_t place = m_damage ? m_damage->byte : byte;
    m_told.madeAgain(readChunkHead(*frame)->type, place);
    release(std::move(*frame), place);
}

/// What was made, and what was kept behind it.
void SessionChunks::release(std::string frame, std::int64_t byte)
{
    m_isEnded |= readChunkHead(frame)->type == static_cast<std::uint32_t>(ChunkType::End);
    m_released.push_back({std::move(frame), byte});
    m_damage.reset();
    releaseKept();
}

/// What is damaged stays so; the next that is can have what comes behind as its group. What is missing may
/// have been of the group before: its own is all that there is.
void SessionChunks::giveUp()
{
    if (!m_damage) return;
    if (m_damage->isMissing) {
        m_told.missesOne(); // by how much its parity tells, or what those behind it lack
        m_before.add(m_behind);
    } else {
        m_told.damaged({m_damage->byte, m_damage->endByte});
        m_givenUp += m_before.chunks() + 1;
        std::swap(m_before, m_behind);
    }
    m_damage.reset();
    m_behind.clear();
    releaseKept();
}

void SessionChunks::releaseKept()
{
    for (KeptFrame& kept : m_kept)
        m_released.push_back(std::move(kept));
    m_kept.clear();
    m_keptBytes = 0;
}

void SessionChunks::beginGroup()
{
    m_told.missingParities(m_earlierGroups, m_earlierByte);
    m_earlierGroups = 0;
    m_earlier.clear();
    m_before.clear();
    m_behind.clear();
    m_givenUp = 0;
    m_groupByte = m_frames.byte();
    m_gap.reset();
}

/// What stands behind the end of the session is none of it; zeros fill up the blocks of some archives.
void SessionChunks::noteRest()
{
    m_isOver = true;
    if (m_hasParity && m_before.chunks() + m_behind.chunks() > 0) m_told.missingParities(1, m_frames.byte());
    if (m_frames.standsMore()) m_told.behindEnd(m_frames.byte());
}

/// Gives out the chunk; false: what it holds is not to be had.
bool SessionChunks::open(const SessionFrame& frame, SessionChunk& chunk)
{
    if (m_isGivenUp) return false;
    chunk.type = frame.head.type;
    chunk.byte = frame.byte;
    if (!m_unpacker.count(frame.head, static_cast<std::uint64_t>(frame.byte) + frame.bytes.size())) {
        m_isOver = m_isGivenUp = true;
        m_damage.reset();
        m_told.unpacksToTooMuch(frame.byte);
        return false;
    }
    const auto bytes = m_unpacker.unpacked(frame.head, frame.stored());
    if (bytes)
        chunk.bytes = *bytes;
    else
        leaveOut(chunk, "it does not unpack to what its head says");
    return bytes.has_value();
}

} // namespace sojourn
