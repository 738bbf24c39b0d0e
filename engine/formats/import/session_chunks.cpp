#include "formats/import/session_chunks.h"

#include <cstring>
#include <new>
#include <string>
#include <utility>
#include <zstd.h>

namespace sojourn {

using namespace session;

namespace {

constexpr OwnFinding lostPart{ImportFault::Unreadable,   ImportEffect::Noted,    "a part could not be read",
                              "parts could not be read", "what it held is lost", "what they held is lost"};
constexpr OwnFinding missingPart{ImportFault::Unreadable,
                                 ImportEffect::Noted,
                                 "a part is missing, of which nothing is known",
                                 "parts are missing, of which nothing is known",
                                 "what it held is lost, be it events, names or the scenario",
                                 "what they held is lost, be it events, names or the scenario"};
constexpr OwnFinding madeAgain{ImportFault::DamagedPart,
                               ImportEffect::Mended,
                               "a part is missing",
                               "parts are missing",
                               "it is made again from the parity of its group",
                               "they are made again from the parities of their groups"};
constexpr OwnFinding missingParity{ImportFault::DamagedPart,
                                   ImportEffect::Noted,
                                   "the parity of a group of parts is missing",
                                   "parities of groups of parts are missing",
                                   "nothing of the run is lost with it",
                                   "nothing of the run is lost with them"};
constexpr OwnFinding cutParity{ImportFault::DamagedPart,
                               ImportEffect::Noted,
                               "the end of the file is missing: it breaks off within its last parity",
                               "",
                               "nothing of the run is lost with it",
                               ""};
constexpr OwnFinding strayBytes{ImportFault::DamagedPart,
                                ImportEffect::Noted,
                                "bytes that are no part stand between two parts",
                                "stretches that are no parts stand between parts",
                                "nothing of the run is lost with them",
                                "nothing of the run is lost with them"};
constexpr OwnFinding behindEnd{ImportFault::Unreadable,
                               ImportEffect::LeftOut,
                               "bytes stand behind the end of the session",
                               "",
                               "they are left out",
                               ""};

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace

struct SessionChunks::Unpacker
{
    Unpacker()
        : context(ZSTD_createDCtx())
    {
        if (!context) throw std::bad_alloc();
    }
    ~Unpacker() { ZSTD_freeDCtx(context); }
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    ZSTD_DCtx* context;
    std::string bytes;
};

SessionChunks::SessionChunks(TextWindow& window, const char* at, ImportFindings& findings,
                             const ImportProgress& progress)
    : m_window(window)
    , m_findings(findings)
    , m_progress(progress)
    , m_at(at)
    , m_hasParity(fromLittleEndian({at - 4, 4}) >> 16 >= firstMinorVersionWithParity)
    , m_unpacker(std::make_unique<Unpacker>())
{
}

SessionChunks::~SessionChunks() = default;

/// Whether so many bytes stand at m_at; reads them where they are not in the window yet.
bool SessionChunks::have(std::size_t bytes)
{
    while (static_cast<std::size_t>(m_window.end() - m_at) < bytes) {
        const bool isMore = !m_progress.isCancelled && m_window.refill(m_at);
        m_at = m_window.begin();
        if (!isMore) return false;
    }
    return true;
}

void SessionChunks::breakOff()
{
    m_isOver = true;
    if (m_isEnded)
        m_findings.add(cutParity, byteOf(m_window.end()));
    else
        m_findings.add(ImportFault::CutShort, ImportEffect::Noted, byteOf(m_window.end()));
}

bool SessionChunks::standsHead(std::size_t offset)
{
    if (!have(offset + chunkHeadBytes)) return false;
    return isLetter(m_at[offset]) && readChunkHead({m_at + offset, chunkHeadBytes});
}

/// Moves m_at on to the next head; false: there is none, and it stands at the end of the file.
bool SessionChunks::skipToHead()
{
    do
        ++m_at;
    while (have(chunkHeadBytes) && !standsHead(0));
    const bool isThere = static_cast<std::size_t>(m_window.end() - m_at) >= chunkHeadBytes;
    if (!isThere) m_at = m_window.end();
    m_isOver |= !isThere;
    return isThere;
}

/// Whether what stands there begins like a parity, which may break off.
bool SessionChunks::standsParity()
{
    static constexpr std::size_t letters = 4;
    (void)have(letters);
    const std::string_view rest(m_at, static_cast<std::size_t>(m_window.end() - m_at));
    const auto type = littleEndian(static_cast<std::uint32_t>(ChunkType::Parity));
    return !rest.empty() && std::string_view(type.data(), type.size()).starts_with(rest.substr(0, letters));
}

/// The next chunk, or that there is a damaged one; m_at stands behind it then.
SessionChunks::Found SessionChunks::find(Frame& frame, Damage& damage)
{
    if (m_isEnded && !standsParity()) {
        noteRest();
        return Found::Nothing;
    }
    if (!have(chunkHeadBytes)) {
        m_isOver = true;
        if (m_window.end() > m_at) breakOff();
        return Found::Nothing;
    }
    const auto head = isLetter(*m_at) ? readChunkHead({m_at, chunkHeadBytes}) : std::nullopt;
    damage = {byteOf(m_at), head ? head->type : 0};
    if (!head) {
        (void)skipToHead();
        return Found::Damage;
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
            return Found::Damage;
        }
        m_searched += whole;
    }
    // Where bytes of it are missing or too many, the next head is not where its own says.
    m_at += chunkHeadBytes - 1;
    if (skipToHead() || isWhole) return Found::Damage;
    breakOff();
    return Found::Nothing;
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
        Frame frame;
        Damage damage;
        switch (m_isOver ? Found::Nothing : find(frame, damage)) {
        case Found::Frame:
            if (take(frame, chunk)) return true;
            break;
        case Found::Damage:
            takeDamage(damage);
            break;
        case Found::Nothing:
            giveUp();
            beginGroup();
            break;
        }
    }
}

/// A chunk that was read. True: it can be given out at once.
bool SessionChunks::take(const Frame& frame, SessionChunk& chunk)
{
    const auto type = static_cast<ChunkType>(frame.head.type);
    const std::string_view stored = frame.bytes.substr(chunkHeadBytes, frame.head.storedBytes);
    if (type == ChunkType::Parity) {
        ParitySum parity;
        if (ParitySum::read(stored, parity)) {
            endGroup(parity, frame.byte);
        } else {
            tellLost({frame.byte, frame.head.type});
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
    m_damage = Damage{m_latest.byte, 0, true};
    keep(m_latest);
}

void SessionChunks::keep(const Frame& frame)
{
    static constexpr std::size_t mostKept = mostInGroup * mostCoveredBytes;
    if (frame.bytes.size() <= mostCoveredBytes) m_behind.add(frame.bytes);
    m_kept.push_back({std::string(frame.bytes), frame.byte});
    m_keptBytes += frame.bytes.size();
    if (m_behind.chunks() > mostInGroup || m_keptBytes > mostKept) giveUp();
}

void SessionChunks::takeDamage(const Damage& damage)
{
    const bool isParity = damage.type == static_cast<std::uint32_t>(ChunkType::Parity);
    if (!isParity && !m_isEnded) {
        // Where what was damaged before was the parity of the group before, this one begins behind that.
        if (m_damage) giveUp();
        m_damage = damage;
        return;
    }
    giveUp();
    tellLostParity(damage.byte); // behind the end stands nothing else
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
        m_damage.reset(); // not of this group, or of none
        releaseKept();
    } else if (there + 1 == parity.chunks()) {
        if (std::optional<std::string> frame = sum.frame()) {
            const std::uint32_t type = readChunkHead(*frame)->type;
            m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Mended, typeName(type),
                               m_damage->byte);
            release(std::move(*frame), m_damage->byte);
        }
    } else if (there == parity.chunks() && sum.isEven()) {
        m_findings.add(strayBytes, m_damage->byte);
        m_damage.reset();
        releaseKept();
    } else if (m_before.isFull() && m_behind.chunks() == parity.chunks()) {
        // Two whole groups: between them stood the parity of the first.
        tellLostParity(m_damage->byte);
        m_damage.reset();
        releaseKept();
    } else if (there + 1 < parity.chunks()) {
        tellMissing(parity.chunks() - there - 1, byte);
    }
}

/// Of a group without damage there are fewer chunks than its parity says. One that nothing behind it has
/// shown to be missing can as well come now: it is the last of its kind in the group, or its place does not
/// matter.
void SessionChunks::makeAgain(const ParitySum& sum, std::uint32_t missing, std::int64_t byte)
{
    std::optional<std::string> frame = missing == 1 ? sum.frame() : std::nullopt;
    if (!frame) {
        tellMissing(missing, byte);
        return;
    }
    const std::int64_t place = m_damage ? m_damage->byte : byte;
    m_findings.addKind(madeAgain, typeName(readChunkHead(*frame)->type), place);
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
        m_hasLost = true; // by how much its parity tells, or what those behind it lack
        m_before.add(m_behind);
    } else {
        tellLost(*m_damage);
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
    m_findings.add(missingParity, m_earlierByte, notYet, noTask, m_earlierGroups);
    m_earlierGroups = 0;
    m_earlier.clear();
    m_before.clear();
    m_behind.clear();
}

void SessionChunks::tellLost(const Damage& damage)
{
    m_hasLost = true;
    m_findings.add(lostPart, damage.byte);
    m_findings.explain(lostPart, "checksums do not match");
}

void SessionChunks::tellMissing(std::uint32_t count, std::int64_t byte)
{
    m_hasLost = true;
    m_findings.add(missingPart, byte, notYet, noTask, count);
}

void SessionChunks::tellLostParity(std::int64_t byte)
{
    m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Noted,
                       typeName(static_cast<std::uint32_t>(ChunkType::Parity)), byte);
}

void SessionChunks::leaveOut(const SessionChunk& chunk, const std::string& why)
{
    m_hasLost = true;
    m_findings.add(lostPart, chunk.byte);
    m_findings.explain(lostPart, why);
}

/// What stands behind the end of the session is none of it; zeros fill up the blocks of some archives.
void SessionChunks::noteRest()
{
    m_isOver = true;
    if (m_hasParity && m_before.chunks() + m_behind.chunks() > 0) m_findings.add(missingParity, byteOf(m_at));
    while (have(1) && *m_at == '\0')
        ++m_at;
    if (m_at == m_window.end() || m_progress.isCancelled) return;
    m_findings.add(behindEnd, byteOf(m_at));
}

/// Gives out the chunk; false: what it holds is not to be had.
bool SessionChunks::open(const Frame& frame, SessionChunk& chunk)
{
    if (m_isGivenUp) return false;
    const std::string_view stored = frame.bytes.substr(chunkHeadBytes, frame.head.storedBytes);
    chunk.type = frame.head.type;
    chunk.byte = frame.byte;
    m_unpacked += frame.head.unpackedBytes == 0 ? frame.head.storedBytes : frame.head.unpackedBytes;
    const std::uint64_t read = static_cast<std::uint64_t>(frame.byte) + frame.bytes.size();
    if (m_unpacked > harmlessBytes && m_unpacked > mostGrowth * read) {
        m_isOver = m_isGivenUp = true;
        m_damage.reset();
        m_findings.add(ImportFault::TooMuch, ImportEffect::LeftOut, frame.byte);
        m_findings.explain(ImportFault::TooMuch, "the file unpacks to more than " +
                                                     std::to_string(mostGrowth) +
                                                     " times its size, as no session does");
        return false;
    }
    const auto bytes = frame.head.unpackedBytes == 0 ? std::optional(stored) : unpacked(frame, stored);
    if (bytes) {
        chunk.bytes = *bytes;
    } else {
        leaveOut(chunk, "it does not unpack to what its head says");
    }
    return bytes.has_value();
}

std::optional<std::string_view> SessionChunks::unpacked(const Frame& frame, std::string_view stored)
{
    std::string& bytes = m_unpacker->bytes;
    bytes.resize(frame.head.unpackedBytes);
    const std::size_t size =
        ZSTD_decompressDCtx(m_unpacker->context, bytes.data(), bytes.size(), stored.data(), stored.size());
    if (ZSTD_isError(size) || size != bytes.size()) return {};
    return std::string_view(bytes);
}

} // namespace sojourn
