// gzip and zstd, unpacked as they are read.
#pragma once

#include "formats/import/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sojourn {

/// How much was unpacked, and from how much.
struct UnpackedBytes
{
    std::uint64_t in = 0;
    std::uint64_t out = 0;

    /// Text of recordings shrinks to a tenth or a thirtieth, to less than a thousandth where every event
    /// carries the same stack; what grows so much to more than that was made to fill memory or time.
    bool isTooMuch() const;
};

/// The part that all packings share: input in pieces, and the guard against files that unpack without end.
class UnpackingSource : public ByteSource
{
public:
    static constexpr std::size_t usualInput = std::size_t{1} << 18;

    /// `input`: at least one, how many packed bytes are asked for at once. `total`: what is to be counted
    /// together with other sources, which outlives this one; null: this one counts for itself.
    explicit UnpackingSource(std::unique_ptr<ByteSource> packed, std::size_t input = usualInput,
                             UnpackedBytes* total = nullptr);
    std::size_t read(char* to, std::size_t most) final;

protected:
    enum class Step { GoesOn, IsOver, IsDamaged };
    /// Unpacks from [m_at, m_end) to [to, to + most), moves m_at on and sets `made`. IsOver: the packed data
    /// end here, in good order.
    virtual Step unpack(char* to, std::size_t most, std::size_t& made) = 0;

    /// Where m_at stands in the packed data.
    std::uint64_t offset() const { return m_read - static_cast<std::uint64_t>(m_end - m_at); }
    void noteWrongChecksum(std::uint64_t at);
    /// What is left is no packed data: it is counted from byte `at` on, of which `counted` are read already.
    void passRest(std::uint64_t at, std::uint64_t counted);

    const char* m_at = nullptr;
    const char* m_end = nullptr;

private:
    bool refill();
    std::string place() const;
    void countRest();

    std::unique_ptr<ByteSource> m_packed;
    std::vector<char> m_buffer;
    UnpackedBytes m_own;
    UnpackedBytes* m_total;
    std::uint64_t m_read = 0; // packed bytes
    bool m_isOver = false;
    bool m_isPassingRest = false;
};

/// Deflated data with the header of gzip (RFC 1952; several members one behind another are one text), or with
/// that of zlib (RFC 1950).
class GzipSource final : public UnpackingSource
{
public:
    enum class Header { Gzip, ZlibOrGzip };

    explicit GzipSource(std::unique_ptr<ByteSource> packed, Header header = Header::Gzip,
                        std::size_t input = usualInput, UnpackedBytes* total = nullptr);
    ~GzipSource() override;

protected:
    Step unpack(char* to, std::size_t most, std::size_t& made) override;

private:
    Step beginMember();

    struct Stream;
    std::unique_ptr<Stream> m_stream;
    Header m_header;
    bool m_isBetweenMembers = false;
    std::size_t m_toSkip = 0;   // of a trailer whose checksum is wrong
    std::uint64_t m_member = 0; // where the one at hand begins
};

/// RFC 8878; several frames one behind another are one text. Windows of more than 128 MiB are refused.
class ZstdSource final : public UnpackingSource
{
public:
    explicit ZstdSource(std::unique_ptr<ByteSource> packed, std::size_t input = usualInput,
                        UnpackedBytes* total = nullptr);
    ~ZstdSource() override;

protected:
    Step unpack(char* to, std::size_t most, std::size_t& made) override;

private:
    Step passOver(std::size_t bytes);

    struct Stream;
    std::unique_ptr<Stream> m_stream;
};

} // namespace sojourn
