#include "formats/import/session_chunks.h"

#include <cstring>
#include <new>
#include <string>
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

/// Moves m_at to the next head; behind a damaged one, over the bytes between. False: there is none.
bool SessionChunks::findHead()
{
    bool isDamaged = false;
    for (;; ++m_at) {
        if (!have(chunkHeadBytes)) {
            m_isOver = true;
            if (m_window.end() > m_at && !isDamaged) breakOff();
            return false;
        }
        if (isLetter(*m_at) && readChunkHead({m_at, chunkHeadBytes})) return true;
        if (isDamaged) continue;
        isDamaged = true;
        m_findings.add(ImportFault::Unreadable, ImportEffect::LeftOut, byteOf(m_at));
        m_findings.explain(ImportFault::Unreadable, "checksums do not match");
    }
}

bool SessionChunks::next(SessionChunk& chunk)
{
    while (!m_isOver && findHead()) {
        const ChunkHead head = *readChunkHead({m_at, chunkHeadBytes});
        const std::size_t whole = chunkHeadBytes + head.storedBytes + chunkTailBytes;
        if (!have(whole)) {
            breakOff();
            return false;
        }
        chunk.type = head.type;
        chunk.byte = byteOf(m_at);
        const auto bytes = sound(head, {m_at + chunkHeadBytes, head.storedBytes});
        m_at += whole;
        if (m_isOver) return false;
        if (bytes) {
            chunk.bytes = *bytes;
            return true;
        }
        leaveOut(chunk, "checksums do not match");
    }
    return false;
}

void SessionChunks::leaveOut(const SessionChunk& chunk, const std::string& why)
{
    m_findings.add(ImportFault::Unreadable, ImportEffect::LeftOut, chunk.byte);
    m_findings.explain(ImportFault::Unreadable, why);
}

std::optional<std::string_view> SessionChunks::sound(const ChunkHead& head, std::string_view stored)
{
    const std::uint32_t told = fromLittleEndian({stored.data() + stored.size(), chunkTailBytes});
    if (checksSums && told != checksum(stored)) return {};
    m_unpacked += head.unpackedBytes == 0 ? head.storedBytes : head.unpackedBytes;
    const std::uint64_t read = m_window.offsetOf(m_at) + stored.size();
    if (m_unpacked > harmlessBytes && m_unpacked > mostGrowth * read) {
        m_isOver = true;
        m_findings.add(ImportFault::TooMuch, ImportEffect::LeftOut, byteOf(m_at));
        m_findings.explain(ImportFault::TooMuch, "the file unpacks to more than " +
                                                     std::to_string(mostGrowth) +
                                                     " times its size, as no session does");
        return {};
    }
    return head.unpackedBytes == 0 ? std::optional(stored) : unpacked(head, stored);
}

std::optional<std::string_view> SessionChunks::unpacked(const ChunkHead& head, std::string_view stored)
{
    std::string& bytes = m_unpacker->bytes;
    bytes.resize(head.unpackedBytes);
    const std::size_t size =
        ZSTD_decompressDCtx(m_unpacker->context, bytes.data(), bytes.size(), stored.data(), stored.size());
    if (ZSTD_isError(size) || size != bytes.size()) return {};
    return std::string_view(bytes);
}

} // namespace sojourn
