// gzip and zstd, unpacked as they are read.
#pragma once

#include "formats/import/byte_source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace sojourn {

/// The part that all packings share: input in pieces, and the guard against files that unpack without end.
class UnpackingSource : public ByteSource
{
public:
    explicit UnpackingSource(std::unique_ptr<ByteSource> packed);
    std::size_t read(char* to, std::size_t most) final;

protected:
    enum class Step { GoesOn, IsOver, IsDamaged };
    /// Unpacks from [m_at, m_end) to [to, to + most), moves m_at on and sets `made`. IsOver: the packed data
    /// end here, in good order.
    virtual Step unpack(char* to, std::size_t most, std::size_t& made) = 0;

    const char* m_at = nullptr;
    const char* m_end = nullptr;

private:
    bool refill();

    std::unique_ptr<ByteSource> m_packed;
    std::vector<char> m_buffer;
    std::uint64_t m_bytesIn = 0;
    std::uint64_t m_bytesOut = 0;
    bool m_isOver = false;
};

/// RFC 1952; several members one behind another are one text.
class GzipSource final : public UnpackingSource
{
public:
    explicit GzipSource(std::unique_ptr<ByteSource> packed);
    ~GzipSource() override;

protected:
    Step unpack(char* to, std::size_t most, std::size_t& made) override;

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_isBetweenMembers = false;
};

/// RFC 8878; several frames one behind another are one text. Windows of more than 128 MiB are refused.
class ZstdSource final : public UnpackingSource
{
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> packed);
    ~ZstdSource() override;

protected:
    Step unpack(char* to, std::size_t most, std::size_t& made) override;

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

} // namespace sojourn
