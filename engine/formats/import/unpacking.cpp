#include "formats/import/unpacking.h"

#include "trace/grouped.h"

#include <algorithm>
#include <utility>
#include <zlib.h>
#include <zstd.h>

namespace sojourn {

namespace {

constexpr std::uint64_t mostGrowth = 300;
constexpr std::uint64_t harmlessBytes = std::uint64_t{256} << 20;

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
    return " at their byte " + grouped(m_read - static_cast<std::uint64_t>(m_end - m_at));
}

std::size_t UnpackingSource::read(char* to, std::size_t most)
{
    while (!m_isOver) {
        const bool isInputOver = m_at == m_end && !refill();
        std::size_t made = 0;
        const Step step = unpack(to, most, made);
        m_total->out += made;
        if (step == Step::IsDamaged) {
            m_problem = "the packed data are damaged" + place();
            m_isOver = true;
        } else if (isInputOver && made == 0) {
            m_isOver = true;
            m_problem = m_packed->problem();
            if (m_problem.empty() && step != Step::IsOver) m_problem = "the packed data break off" + place();
        } else if (m_total->isTooMuch()) {
            m_problem = "it unpacks to more than " + std::to_string(mostGrowth) +
                        " times its size, as no recording does";
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
        // What is no further member is filling, which gzip itself ignores.
        if (m_at == m_end || *m_at != '\x1F') return m_at = m_end, Step::IsOver;
        inflateReset(&z);
        m_isBetweenMembers = false;
    }
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(m_at)); // zlib does not write to it
    z.avail_in = static_cast<uInt>(m_end - m_at);
    z.next_out = reinterpret_cast<Bytef*>(to);
    z.avail_out = static_cast<uInt>(std::min<std::size_t>(most, 1u << 30));
    const auto room = z.avail_out;
    const int result = inflate(&z, Z_NO_FLUSH);
    m_at = reinterpret_cast<const char*>(z.next_in);
    made = room - z.avail_out;
    if (result == Z_STREAM_END) return m_isBetweenMembers = true, Step::IsOver;
    return result == Z_OK || result == Z_BUF_ERROR ? Step::GoesOn : Step::IsDamaged;
}

struct ZstdSource::Stream
{
    static constexpr std::size_t frameHead = 5;
    ZSTD_DCtx* context = ZSTD_createDCtx();
    bool isBetweenFrames = false;
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
    if (m_at == m_end && m_stream->isBetweenFrames) return Step::IsOver;
    // Block by block: where one is damaged nothing of what was put in counts as read.
    ZSTD_inBuffer in{m_at, std::min(static_cast<std::size_t>(m_end - m_at), m_stream->wanted), 0};
    ZSTD_outBuffer out{to, most, 0};
    const std::size_t left = ZSTD_decompressStream(m_stream->context, &out, &in);
    m_at += in.pos;
    made = out.pos;
    if (ZSTD_isError(left)) return Step::IsDamaged;
    m_stream->isBetweenFrames = left == 0;
    m_stream->wanted = left == 0 ? Stream::frameHead : left;
    return left == 0 ? Step::IsOver : Step::GoesOn;
}

} // namespace sojourn
