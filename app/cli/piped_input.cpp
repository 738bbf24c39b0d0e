#include "cli/piped_input.h"

#include "formats/import/byte_source.h"
#include "formats/output_file.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace sojourn::cli {

namespace {

bool isPipe(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISFIFO(status.st_mode);
}

/// A descriptor of an empty file without a name; below 0: errno says why there is none.
int namelessFile()
{
    const char* const folder = std::getenv("TMPDIR");
    std::string name = std::string(folder && *folder ? folder : "/tmp") + "/sojourn-XXXXXX";
    const int file = ::mkstemp(name.data());
    if (file >= 0) ::unlink(name.c_str());
    return file;
}

/// Why not; empty: all of it is there.
std::string copyPipe(const std::string& path, int file, ErrorOutput& errors)
{
    ImportProgress progress;
    FileSource pipe(path, progress);
    std::array<char, std::size_t{1} << 16> bytes{};
    std::uint64_t shownMegabytes = 0;
    while (const std::size_t count = pipe.read(bytes.data(), bytes.size())) {
        if (!writeWhole(file, {bytes.data(), count}))
            return "what comes out of " + path + " cannot be kept: " + errorWords(errno);
        const std::uint64_t megabytes = progress.bytesRead >> 20;
        if (megabytes == shownMegabytes || !ErrorOutput::isTerminal()) continue;
        shownMegabytes = megabytes;
        errors.progress("reading " + path + ": " + std::to_string(megabytes) + " MB");
    }
    if (shownMegabytes > 0) errors.progress({});
    return pipe.problem();
}

} // namespace

Or<std::string> settledInput(const std::string& path, ErrorOutput& errors)
{
    if (!isPipe(path)) return path;
    const int file = namelessFile();
    if (file < 0) return UsageError{"what comes out of " + path + " cannot be kept: " + errorWords(errno)};
    if (std::string problem = copyPipe(path, file, errors); !problem.empty()) {
        ::close(file);
        return UsageError{std::move(problem)};
    }
    const int number = descriptorOf(path);
    if (number < 0 || ::dup2(file, number) < 0) return "/dev/fd/" + std::to_string(file);
    ::close(file);
    return path;
}

} // namespace sojourn::cli
