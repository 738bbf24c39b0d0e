// Where the bytes of a recording come from.
#pragma once

#include "formats/import/import_progress.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace sojourn {

/// What is wrong with packed data that could be unpacked all the same. Bytes are those of the packed data.
struct PackedFaults
{
    std::int64_t firstWrongChecksum = -1; ///< where the first one stands
    std::uint64_t wrongChecksums = 0;     ///< pieces whose checksum is not that of what they unpack to
    std::int64_t restAt = -1;             ///< where what stands behind the packed data begins
    std::uint64_t restBytes = 0;          ///< how much that is; filling with zeros is none
};

/// Bytes, one after another. What can't be read ends them, and problem() says why.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Reads at most so many bytes, at least one; 0 at the end.
    virtual std::size_t read(char* to, std::size_t most) = 0;
    /// Why the bytes ended before their time, as a sentence without its end; empty: they did not.
    const std::string& problem() const { return m_problem; }
    /// Of packed data, once all of them are read.
    const PackedFaults& packedFaults() const { return m_packedFaults; }

protected:
    std::string m_problem;
    PackedFaults m_packedFaults;
};

/// Bytes of a file, counted for those who watch; a cancel ends them.
class FileSource final : public ByteSource
{
public:
    FileSource(const std::string& path, ImportProgress& progress);
    ~FileSource() override;
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::size_t read(char* to, std::size_t most) override;
    /// Neither a file nor a pipe.
    bool isDevice() const { return m_isDevice; }

private:
    ImportProgress& m_progress;
    std::string m_path;
    int m_descriptor = -1;
    bool m_isDevice = false;
};

/// Bytes that are in memory, which must outlive it.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    std::size_t read(char* to, std::size_t most) override;

private:
    std::string_view m_bytes;
};

/// The next bytes of a source: `most` of them, or fewer where it ends before that.
std::string readUpTo(ByteSource& source, std::size_t most);

/// Bytes that were read to be looked at, and then the rest of their source.
class PeekedSource final : public ByteSource
{
public:
    PeekedSource(std::string head, std::unique_ptr<ByteSource> rest)
        : m_head(std::move(head))
        , m_rest(std::move(rest))
    {
    }
    std::size_t read(char* to, std::size_t most) override;

private:
    std::string m_head;
    std::size_t m_used = 0;
    std::unique_ptr<ByteSource> m_rest;
};

/// The source itself, or what it unpacks to where its first bytes say that it is gzip or zstd. Packed data
/// that are damaged or break off end with a problem; so do those that unpack to far more than any recording
/// would. `format` is set to the packing's name, or left alone.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, std::string& packing);

} // namespace sojourn
