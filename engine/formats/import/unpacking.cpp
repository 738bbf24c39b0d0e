#include "formats/import/unpacking.h"

#include "trace/grouped.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

namespace sojourn {

namespace {

constexpr std::uint64_t mostGrowth = 300;
constexpr std::uint64_t harmlessBytes = std::uint64_t{512} << 20;

} // namespace

bool UnpackedBytes::isTooMuch() const
{
    return out > harmlessBytes && out > mostGrowth * in;
}

UnpackingSource::UnpackingSource(std::unique_ptr<ByteSource> packed, std::size_t input, UnpackedBytes* total)
    : m_packed(std::move(packed))
    , m_buffer(std::clamp(input, std::size_t{1}, usualInput))
    , m_total(total ? total : &m_own)
{
}

bool UnpackingSource::refill()
{
    const std::size_t count = m_packed->read(m_buffer.data(), m_buffer.size());
    m_at = m_buffer.data();
    m_end = m_at + count;
    m_total->in += count;
    m_read += count;
    return count > 0;
}

/// How far unpacking has come, in the packed data: of a packed file, in the file.
std::string UnpackingSource::place() const
{
    return " at their byte " + grouped(offset());
}

void UnpackingSource::noteWrongChecksum(std::uint64_t at)
{
    if (m_packedFaults.wrongChecksums++ == 0)
        m_packedFaults.firstWrongChecksum = static_cast<std::int64_t>(at);
}

void UnpackingSource::passRest(std::uint64_t at, std::uint64_t counted)
{
    m_packedFaults.restAt = static_cast<std::int64_t>(at);
    m_packedFaults.restBytes = counted;
    m_isPassingRest = true;
}

/// What stands behind the packed data is read to its end, so that it can be said how much that is.
void UnpackingSource::countRest()
{
    do {
        m_packedFaults.restBytes += static_cast<std::uint64_t>(m_end - m_at);
        m_at = m_end;
    } while (refill());
    m_problem = m_packed->problem();
    m_isOver = true;
}

std::size_t UnpackingSource::read(char* to, std::size_t most)
{
    while (!m_isOver) {
        const bool isInputOver = m_at == m_end && !refill();
        std::size_t made = 0;
        const Step step = unpack(to, most, made);
        m_total->out += made;
        if (m_isPassingRest) return countRest(), made;
        if (step == Step::IsDamaged) {
            m_problem = "the packed data are damaged" + place();
            m_isOver = true;
        } else if (isInputOver && made == 0) {
            m_isOver = true;
            m_problem = m_packed->problem();
            if (m_problem.empty() && step != Step::IsOver) m_problem = "the packed data break off" + place();
        } else if (m_total->isTooMuch()) {
            m_problem = "it unpacks to more than " + std::to_string(mostGrowth) +
                        " times its size and to more than " + std::to_string(harmlessBytes >> 20) + " MiB";
            m_isOver = true;
        }
        if (made > 0) return made;
    }
    return 0;
}

struct GzipSource::Stream
{
    z_stream z{};
};

GzipSource::GzipSource(std::unique_ptr<ByteSource> packed, Header header, std::size_t input,
                       UnpackedBytes* total)
    : UnpackingSource(std::move(packed), input, total)
    , m_stream(std::make_unique<Stream>())
    , m_header(header)
{
    static constexpr int gzipOnly = 15 + 16, zlibOrGzip = 15 + 32;
    if (inflateInit2(&m_stream->z, header == Header::Gzip ? gzipOnly : zlibOrGzip) != Z_OK)
        throw std::bad_alloc();
}

GzipSource::~GzipSource()
{
    inflateEnd(&m_stream->z);
}

UnpackingSource::Step GzipSource::unpack(char* to, std::size_t most, std::size_t& made)
{
    z_stream& z = m_stream->z;
    if (m_isBetweenMembers) {
        const Step step = beginMember();
        if (m_isBetweenMembers) return step;
    }
    static constexpr std::uint64_t magic = 2;
    if (m_at == m_end && m_member > 0 && offset() - m_member < magic) // too little for a member
        return passRest(m_member, offset() - m_member), Step::IsOver;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(m_at)); // zlib does not write to it
    z.avail_in = static_cast<uInt>(m_end - m_at);
    z.next_out = reinterpret_cast<Bytef*>(to);
    z.avail_out = static_cast<uInt>(std::min<std::size_t>(most, 1u << 30));
    const auto room = z.avail_out;
    const int result = inflate(&z, Z_NO_FLUSH);
    m_at = reinterpret_cast<const char*>(z.next_in);
    made = room - z.avail_out;
    if (result == Z_STREAM_END) return m_isBetweenMembers = true, Step::IsOver;
    if (result != Z_DATA_ERROR || !z.msg) {
        // nothing more is known
    } else if (const std::string_view why = z.msg; why == "incorrect data check") {
        // All of it was unpacked; behind the checksum gzip has the length, which tells no more.
        static constexpr std::size_t checksum = 4, length = 4;
        noteWrongChecksum(offset() - checksum);
        m_toSkip = m_header == Header::Gzip ? length : 0;
        return m_isBetweenMembers = true, Step::IsOver;
    } else if (why == "incorrect length check") {
        static constexpr std::size_t length = 4;
        noteWrongChecksum(offset() - length);
        return m_isBetweenMembers = true, Step::IsOver;
    } else if (why == "incorrect header check" && m_member > 0 && z.total_out == 0) {
        // It only began as a member does.
        return passRest(m_member, offset() - m_member), Step::IsOver;
    }
    return result == Z_OK || result == Z_BUF_ERROR ? Step::GoesOn : Step::IsDamaged;
}

/// Behind a member: another one, or filling, which gzip itself ignores; or what is no part of the packed
/// data.
UnpackingSource::Step GzipSource::beginMember()
{
    const std::size_t skipped = std::min(m_toSkip, static_cast<std::size_t>(m_end - m_at));
    m_at += skipped;
    m_toSkip -= skipped;
    m_at = std::find_if(m_at, m_end, [](char c) { return c != '\0'; });
    if (m_at == m_end) return Step::IsOver;
    if (*m_at != '\x1F') return passRest(offset(), 0), Step::IsOver;
    m_member = offset();
    inflateReset(&m_stream->z);
    m_isBetweenMembers = false;
    return Step::GoesOn;
}

struct ZstdSource::Stream
{
    static constexpr std::size_t frameHead = 5;
    ZSTD_DCtx* context = ZSTD_createDCtx();
    bool isBetweenFrames = false;
    bool isInHead = false;          // some of a further frame's first bytes are read, and no more
    std::uint64_t frame = 0;        // where the one at hand begins
    std::size_t wanted = frameHead; // bytes to the end of the next block
};

ZstdSource::ZstdSource(std::unique_ptr<ByteSource> packed, std::size_t input, UnpackedBytes* total)
    : UnpackingSource(std::move(packed), input, total)
    , m_stream(std::make_unique<Stream>())
{
    static constexpr int mostWindowLog = 27;
    if (!m_stream->context) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(m_stream->context, ZSTD_d_windowLogMax, mostWindowLog);
}

ZstdSource::~ZstdSource()
{
    ZSTD_freeDCtx(m_stream->context);
}

UnpackingSource::Step ZstdSource::unpack(char* to, std::size_t most, std::size_t& made)
{
    if (m_stream->isBetweenFrames) {
        m_at = std::find_if(m_at, m_end, [](char c) { return c != '\0'; }); // filling
        if (m_at == m_end) return Step::IsOver;
        m_stream->frame = offset();
        m_stream->isInHead = m_stream->frame > 0;
    }
    if (m_at == m_end && m_stream->isInHead) // too little for a frame
        return passRest(m_stream->frame, offset() - m_stream->frame), Step::IsOver;
    // Block by block: where one is damaged nothing of what was put in counts as read.
    ZSTD_inBuffer in{m_at, std::min(static_cast<std::size_t>(m_end - m_at), m_stream->wanted), 0};
    ZSTD_outBuffer out{to, most, 0};
    const std::size_t left = ZSTD_decompressStream(m_stream->context, &out, &in);
    m_at += in.pos;
    made = out.pos;
    if (ZSTD_isError(left)) {
        const ZSTD_ErrorCode why = ZSTD_getErrorCode(left);
        if (why == ZSTD_error_checksum_wrong) return passOver(in.size);
        // What is no frame behind others is no part of the packed data.
        if (why != ZSTD_error_prefix_unknown || !m_stream->isInHead) return Step::IsDamaged;
        return passRest(m_stream->frame, offset() - m_stream->frame), Step::IsOver;
    }
    m_stream->isInHead = m_stream->isInHead && offset() - m_stream->frame < Stream::frameHead && left != 0;
    m_stream->isBetweenFrames = left == 0;
    m_stream->wanted = left == 0 ? Stream::frameHead : left;
    return left == 0 ? Step::IsOver : Step::GoesOn;
}

/// A checksum that is wrong ends a frame all of which was unpacked; `bytes` of it stand here.
UnpackingSource::Step ZstdSource::passOver(std::size_t bytes)
{
    static constexpr std::size_t checksum = 4;
    m_at += bytes;
    noteWrongChecksum(offset() - checksum);
    ZSTD_DCtx_reset(m_stream->context, ZSTD_reset_session_only);
    m_stream->isBetweenFrames = true;
    m_stream->isInHead = false;
    m_stream->wanted = Stream::frameHead;
    return Step::IsOver;
}

} // namespace sojourn
