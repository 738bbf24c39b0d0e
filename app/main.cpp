// The command `sojourn`. What needs no window is done here; for one, the program gives its place to
// `sojourn-window`, which reads the same command line again. Loading Qt Quick takes three times as long as
// all else that a headless run needs to start.
#include "cli/command_line.h"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <string>
#include <unistd.h>
#include <variant>

namespace {

/// The folder that this program lies in, with its last slash; empty when that cannot be told.
std::string ownFolder()
{
    char path[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0) return {};
    const std::string file(path, static_cast<std::size_t>(length));
    return file.substr(0, file.rfind('/') + 1);
}

/// Only comes back when there is no window program.
int becomeWindow(char** argv)
{
    // Beside this program where both were built, in a folder of its own where they are installed.
    for (const char* place : {"sojourn-window", SOJOURN_WINDOW_FROM_BIN}) {
        ::execv((ownFolder() + place).c_str(), argv);
        if (errno != ENOENT && errno != ENOTDIR) break;
    }
    std::fputs(
        "sojourn: the window's program, sojourn-window, is not installed: `sojourn run` works without\n",
        stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    const sojourn::cli::CommandLineResult result = sojourn::cli::runCommandLine(argc, argv);
    if (const int* status = std::get_if<int>(&result)) return *status;
    return becomeWindow(argv);
}
