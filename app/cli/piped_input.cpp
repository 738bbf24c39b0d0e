#include "cli/piped_input.h"

#include "formats/import/piped_file.h"

#include <chrono>
#include <cstdint>
#include <future>
#include <utility>

namespace sojourn::cli {

Or<std::string> settledInput(const std::string& path, ErrorOutput& errors)
{
    if (!isPipe(path)) return path;
    ImportProgress progress;
    auto settling = std::async(std::launch::async, [&] { return settledFile(path, progress); });
    std::uint64_t shownMegabytes = 0;
    while (settling.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        const std::uint64_t megabytes = progress.bytesRead >> 20;
        if (megabytes == shownMegabytes || !ErrorOutput::isTerminal()) continue;
        shownMegabytes = megabytes;
        errors.progress("reading " + path + ": " + std::to_string(megabytes) + " MB");
    }
    if (shownMegabytes > 0) errors.progress({});
    SettledFile settled = settling.get();
    if (!settled.problem.empty()) return UsageError{std::move(settled.problem)};
    return std::move(settled.path);
}

} // namespace sojourn::cli
