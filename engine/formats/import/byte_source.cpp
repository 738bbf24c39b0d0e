#include "formats/import/byte_source.h"

#include "formats/import/unpacking.h"
#include "formats/output_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

namespace {

/// Frames of zstd (RFC 8878); the first may be one that is to be skipped, which has one of sixteen magic
/// numbers.
bool isZstandard(std::string_view head)
{
    if (head == "\x28\xB5\x2F\xFD") return true;
    return head.ends_with("\x2A\x4D\x18") && (static_cast<unsigned char>(head.front()) & 0xF0) == 0x50;
}

} // namespace

FileSource::FileSource(const std::string& path, ImportProgress& progress)
    : m_progress(progress)
    , m_path(path)
    , m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK))
{
    struct stat status = {};
    if (m_descriptor < 0 || ::fstat(m_descriptor, &status) != 0) {
        m_problem = "cannot read " + path + ": " + errorWords(errno);
    } else if (S_ISDIR(status.st_mode)) {
        m_problem = path + " is a folder; name a file";
    } else if (S_ISREG(status.st_mode)) {
        m_progress.bytesTotal = static_cast<std::uint64_t>(status.st_size);
    } else {
        m_isDevice = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode);
    }
}

FileSource::~FileSource()
{
    if (m_descriptor >= 0) ::close(m_descriptor);
}

std::size_t FileSource::read(char* to, std::size_t most)
{
    if (!m_problem.empty()) return 0;
    for (;;) {
        if (m_progress.isCancelled) {
            m_problem = "reading " + m_path + " was cancelled";
            return 0;
        }
        // A pipe may have nothing for us yet, or no writer; nobody must wait for it to hear of a cancel.
        static constexpr int patienceMs = 20;
        pollfd wanted{m_descriptor, POLLIN, 0};
        if (::poll(&wanted, 1, patienceMs) == 0) continue;
        const ssize_t count = ::read(m_descriptor, to, most);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count < 0) m_problem = "cannot read " + m_path + ": " + errorWords(errno);
        if (count <= 0) return 0;
        m_progress.bytesRead += static_cast<std::uint64_t>(count);
        return static_cast<std::size_t>(count);
    }
}

std::size_t MemorySource::read(char* to, std::size_t most)
{
    const std::size_t count = std::min(most, m_bytes.size());
    std::memcpy(to, m_bytes.data(), count);
    m_bytes.remove_prefix(count);
    return count;
}

std::string readUpTo(ByteSource& source, std::size_t most)
{
    static constexpr std::size_t chunk = std::size_t{1} << 16;
    std::string bytes;
    std::size_t used = 0;
    for (;;) {
        bytes.resize(std::min(most, used + chunk));
        const std::size_t count =
            used < bytes.size() ? source.read(bytes.data() + used, bytes.size() - used) : 0;
        if (count == 0) break;
        used += count;
    }
    bytes.resize(used);
    return bytes;
}

std::size_t PeekedSource::read(char* to, std::size_t most)
{
    if (m_used < m_head.size()) {
        const std::size_t count = std::min(most, m_head.size() - m_used);
        std::memcpy(to, m_head.data() + m_used, count);
        m_used += count;
        return count;
    }
    const std::size_t count = m_rest->read(to, most);
    if (count == 0) m_problem = m_rest->problem();
    return count;
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, std::string& packing)
{
    std::string head = readUpTo(*source, 4);
    const bool isGzip = head.starts_with("\x1F\x8B");
    const bool isZstd = isZstandard(head);
    auto whole = std::make_unique<PeekedSource>(std::move(head), std::move(source));
    if (isGzip) packing = "gzip";
    if (isZstd) packing = "zstd";
    if (isGzip) return std::make_unique<GzipSource>(std::move(whole));
    if (isZstd) return std::make_unique<ZstdSource>(std::move(whole));
    return whole;
}

} // namespace sojourn
