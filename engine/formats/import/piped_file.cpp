#include "formats/import/piped_file.h"

#include "formats/import/byte_source.h"
#include "formats/import/read_recording.h"
#include "formats/output_file.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace sojourn {

namespace {

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
std::string copyPipe(const std::string& path, int file, ImportProgress& progress)
{
    FileSource pipe(path, progress);
    std::array<char, std::size_t{1} << 16> bytes{};
    while (const std::size_t count = pipe.read(bytes.data(), bytes.size()))
        if (!writeWhole(file, {bytes.data(), count}))
            return "what comes out of " + path + " cannot be kept: " + errorWords(errno);
    return pipe.problem();
}

/// What stands in the pipe by now, which stays there, as far as there is room in another one for it.
std::string standingIn(int pipe, std::size_t most)
{
    std::array<int, 2> copy{};
    if (::pipe2(copy.data(), O_CLOEXEC | O_NONBLOCK) != 0) return {};
    std::string bytes;
    if (const ssize_t count = ::tee(pipe, copy[1], most, SPLICE_F_NONBLOCK); count > 0) {
        bytes.resize(static_cast<std::size_t>(count));
        const ssize_t got = ::read(copy[0], bytes.data(), bytes.size());
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    ::close(copy[0]);
    ::close(copy[1]);
    return bytes;
}

} // namespace

bool isInheritedPipe(const std::string& path)
{
    return descriptorOf(path) >= 0 && isPipe(path);
}

bool isPipe(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISFIFO(status.st_mode);
}

std::optional<bool> tellsRecording(const std::string& pipe, std::chrono::milliseconds patience)
{
    // The kernel has that much of a pipe, and files are told by no more of their beginning.
    static constexpr std::size_t most = std::size_t{1} << 16, enough = 64;
    static constexpr auto step = std::chrono::milliseconds(10);
    const int file = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) return {};
    std::optional<bool> told;
    std::string before;
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        pollfd writers{file, POLLIN, 0};
        const bool isDone = ::poll(&writers, 1, 0) > 0 && (writers.revents & POLLHUP) != 0;
        const std::string head = standingIn(file, most);
        const bool isWhole = isDone || head.size() >= most;
        if (isWhole) told = beginsAsRecording(head);
        if (!isWhole && head.size() >= enough && beginsAsRecording(head)) told = true;
        if (told || std::chrono::steady_clock::now() >= end) break;
        std::this_thread::sleep_for(step);
    }
    ::close(file);
    return told;
}

SettledFile settledFile(const std::string& path, ImportProgress& progress)
{
    if (!isPipe(path)) return {path, {}};
    const int file = namelessFile();
    if (file < 0) return {{}, "what comes out of " + path + " cannot be kept: " + errorWords(errno)};
    if (std::string problem = copyPipe(path, file, progress); !problem.empty()) {
        ::close(file);
        return {{}, std::move(problem)};
    }
    const int number = descriptorOf(path);
    if (number < 0 || ::dup2(file, number) < 0) return {"/dev/fd/" + std::to_string(file), {}};
    ::close(file);
    return {path, {}};
}

} // namespace sojourn
