#include "formats/import/chunk_unpacker.h"

#include <cstddef>
#include <new>
#include <string>
#include <zstd.h>

namespace sojourn {

namespace {

std::uint64_t sizeOf(const session::ChunkHead& head)
{
    return head.unpackedBytes == 0 ? head.storedBytes : head.unpackedBytes;
}

} // namespace

struct ChunkUnpacker::Context
{
    Context()
        : context(ZSTD_createDCtx())
    {
        if (!context) throw std::bad_alloc();
    }
    ~Context() { ZSTD_freeDCtx(context); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    ZSTD_DCtx* context;
    std::string bytes;
};

ChunkUnpacker::ChunkUnpacker()
    : m_context(std::make_unique<Context>())
{
}

ChunkUnpacker::~ChunkUnpacker() = default;

std::optional<std::string_view> ChunkUnpacker::unpacked(const session::ChunkHead& head,
                                                        std::string_view stored)
{
    if (head.unpackedBytes == 0) return stored;
    std::string& bytes = m_context->bytes;
    bytes.resize(head.unpackedBytes);
    const std::size_t size =
        ZSTD_decompressDCtx(m_context->context, bytes.data(), bytes.size(), stored.data(), stored.size());
    if (ZSTD_isError(size) || size != bytes.size()) return {};
    return std::string_view(bytes);
}

bool ChunkUnpacker::count(const session::ChunkHead& head, std::uint64_t bytesRead)
{
    m_unpacked += sizeOf(head);
    return m_unpacked <= session::harmlessBytes || m_unpacked <= session::mostGrowth * bytesRead;
}

void ChunkUnpacker::uncount(const session::ChunkHead& head)
{
    m_unpacked -= sizeOf(head);
}

} // namespace sojourn
