#include "formats/import/session_chunks.h"

#include <cstring>
#include <new>
#include <string>
#include <utility>
#include <zstd.h>

namespace sojourn {

using namespace session;

namespace {

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
    m_findings.add(ImportFault::CutShort, ImportEffect::Noted, byteOf(m_window.end()));
}

/// Moves m_at behind damaged bytes, to the next head or to the end of the file.
SessionChunks::Found SessionChunks::skipToHead(Damage& damage)
{
    damage = {byteOf(m_at), 0};
    do
        ++m_at;
    while (have(chunkHeadBytes) && !(isLetter(*m_at) && readChunkHead({m_at, chunkHeadBytes})));
    if (static_cast<std::size_t>(m_window.end() - m_at) < chunkHeadBytes) m_isOver = true;
    return Found::Damage;
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
    if (!head) return skipToHead(damage);
    const std::size_t whole = chunkHeadBytes + head->storedBytes + chunkTailBytes;
    if (!have(whole)) {
        breakOff();
        return Found::Nothing;
    }
    const std::string_view stored(m_at + chunkHeadBytes, head->storedBytes);
    const std::uint32_t told = fromLittleEndian({stored.data() + stored.size(), chunkTailBytes});
    frame = {*head, {m_at, whole}, byteOf(m_at)};
    m_at += whole;
    if (!checksSums || told == checksum(stored)) return Found::Frame;
    damage = {frame.byte, head->type};
    return Found::Damage;
}

bool SessionChunks::next(SessionChunk& chunk)
{
    for (;;) {
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
            endGroup(parity);
        } else {
            tellLost({frame.byte, frame.head.type});
            giveUp();
            beginGroup();
        }
        if (m_isEnded) noteRest();
        return false;
    }
    m_isEnded = type == ChunkType::End;
    const bool isCovered = frame.bytes.size() <= mostCoveredBytes;
    if (m_damage) {
        if (isCovered) m_behind.add(frame.bytes);
        keep(frame);
        return false;
    }
    // Where there is no parity, as in a file from before there were any, nothing needs to be added up.
    if (isCovered && m_before.chunks() <= mostInGroup) m_before.add(frame.bytes);
    return open(frame, chunk);
}

void SessionChunks::keep(const Frame& frame)
{
    static constexpr std::size_t mostKept = mostInGroup * mostCoveredBytes;
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
    if (isParity)
        tellLostParity(damage.byte);
    else
        tellLost(damage);
    beginGroup();
    if (m_isEnded) noteRest();
}

/// The damaged chunk is the sum of the others and their parity, if it is the only one.
void SessionChunks::endGroup(const ParitySum& parity)
{
    if (m_damage && m_before.chunks() + 1 + m_behind.chunks() == parity.chunks()) {
        ParitySum sum = parity;
        sum.add(m_before);
        sum.add(m_behind);
        if (std::optional<std::string> frame = sum.frame()) {
            const std::uint32_t type = readChunkHead(*frame)->type;
            m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Mended, typeName(type),
                               m_damage->byte);
            m_isEnded |= type == static_cast<std::uint32_t>(ChunkType::End);
            m_released.push_back({std::move(*frame), m_damage->byte});
            m_damage.reset();
            releaseKept();
        }
    } else if (m_damage && m_before.isFull() && m_behind.chunks() == parity.chunks()) {
        // Two whole groups: between them stood the parity of the first.
        tellLostParity(m_damage->byte);
        m_damage.reset();
        releaseKept();
    }
    giveUp();
    beginGroup();
}

/// What is damaged stays so; the next that is can have what comes behind as its group.
void SessionChunks::giveUp()
{
    if (!m_damage) return;
    tellLost(*m_damage);
    m_damage.reset();
    std::swap(m_before, m_behind);
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
    m_before.clear();
    m_behind.clear();
}

void SessionChunks::tellLost(const Damage& damage)
{
    m_findings.add(ImportFault::Unreadable, ImportEffect::LeftOut, damage.byte);
    m_findings.explain(ImportFault::Unreadable, "checksums do not match");
}

void SessionChunks::tellLostParity(std::int64_t byte)
{
    m_findings.addKind(ImportFault::DamagedPart, ImportEffect::Noted,
                       typeName(static_cast<std::uint32_t>(ChunkType::Parity)), byte);
}

void SessionChunks::leaveOut(const SessionChunk& chunk, const std::string& why)
{
    m_findings.add(ImportFault::Unreadable, ImportEffect::LeftOut, chunk.byte);
    m_findings.explain(ImportFault::Unreadable, why);
}

/// What stands behind the end of the session is none of it; zeros fill up the blocks of some archives.
void SessionChunks::noteRest()
{
    m_isOver = true;
    while (have(1) && *m_at == '\0')
        ++m_at;
    if (m_at == m_window.end() || m_progress.isCancelled) return;
    m_findings.add(ImportFault::Unreadable, ImportEffect::LeftOut, byteOf(m_at));
    m_findings.explainFurther(ImportFault::Unreadable, "it stands behind the end of the session");
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
    if (bytes)
        chunk.bytes = *bytes;
    else
        leaveOut(chunk, "it does not unpack to what its head says");
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
