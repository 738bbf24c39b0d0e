#include "formats/text_file.h"

#include "formats/output_file.h"

#include <QUtf8StringView>

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sojourn {

namespace {

std::string megabytes(std::size_t bytes)
{
    return bytes < (std::size_t{1} << 20) ? std::to_string(bytes >> 10) + " kB"
                                          : std::to_string(bytes >> 20) + " MB";
}

/// Everything up to a byte more than `most`: enough to tell that it is too much.
TextFile readUpTo(int descriptor, const std::string& name, std::size_t most, bool& isDevice)
{
    std::string text;
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) return {{}, "cannot read " + name + ": " + errorWords(errno)};
    if (S_ISDIR(status.st_mode)) return {{}, name + " is a folder; name a file"};
    isDevice = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode);
    const auto expected = static_cast<std::size_t>(status.st_size > 0 ? status.st_size : 0);
    if (expected > most) return {std::string(most + 1, ' '), {}};
    static constexpr std::size_t chunk = std::size_t{1} << 16;
    std::size_t used = 0;
    while (used <= most) {
        // One byte more than expected, so that the end of a file shows without another pass.
        const std::size_t want = used < expected ? expected + 1 : used + chunk;
        text.resize(want);
        const ssize_t count = ::read(descriptor, text.data() + used, want - used);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return {{}, "cannot read " + name + ": " + errorWords(errno)};
        if (count == 0) break;
        used += static_cast<std::size_t>(count);
    }
    text.resize(used);
    return {std::move(text), {}};
}

} // namespace

TextFile readTextFile(const std::string& path, std::size_t maxBytes, const std::string& kind,
                      const std::string& name)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return {{}, "cannot read " + name + ": " + errorWords(errno)};
    bool isDevice = false;
    TextFile file = readUpTo(descriptor, name, maxBytes, isDevice);
    ::close(descriptor);
    if (!file.text) return file;
    if (file.text->size() > maxBytes && isDevice)
        return {{},
                name + " is a device, no file: it gave more than " + megabytes(maxBytes) + " where " + kind +
                    " was expected"};
    return textOf(std::move(*file.text), maxBytes, kind, name);
}

TextFile textOf(std::string text, std::size_t maxBytes, const std::string& kind, const std::string& name)
{
    if (text.size() > maxBytes)
        return {{}, name + " is too large for " + kind + ": more than " + megabytes(maxBytes)};
    if (text.find('\0') != std::string::npos ||
        !QUtf8StringView(text.data(), qsizetype(text.size())).isValidUtf8())
        return {{}, name + " is not text, but " + kind + " is UTF-8 text"};
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return {std::move(text), {}};
}

} // namespace sojourn
