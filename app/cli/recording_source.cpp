#include "cli/recording_source.h"

#include "cli/signal_listener.h"
#include "scenario/scenario.h"
#include "time/time.h"

#include <chrono>
#include <future>
#include <utility>

namespace sojourn::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::string progressText(const std::string& path, const ImportProgress& progress, Clock::duration passed)
{
    std::string text = "reading " + path + ": ";
    const auto share = progress.share();
    if (!share) return text + std::to_string(progress.bytesRead >> 20) + " MB";
    text += std::to_string(static_cast<int>(100 * *share)) + " %";
    const auto left = progress.timeLeft(passed);
    return left ? text + ", " + roughly(*left) + " left" : text;
}

template <class Read>
CommandRecording watched(const std::string& path, bool isQuiet, ErrorOutput& errors, Read read)
{
    static constexpr auto step = std::chrono::milliseconds(50), silence = std::chrono::milliseconds(500);
    SignalListener signals;
    ImportProgress progress;
    signals.setHandler([&progress] { progress.isCancelled = true; });
    const bool isShown = !isQuiet && ErrorOutput::isTerminal();
    const Clock::time_point begin = Clock::now();
    auto reading = std::async(std::launch::async, [&] { return read(progress); });
    while (reading.wait_for(step) != std::future_status::ready) {
        const Clock::duration passed = Clock::now() - begin;
        if (isShown && passed > silence) errors.progress(progressText(path, progress, passed));
    }
    if (isShown) errors.progress({});
    CommandRecording opened{reading.get(), 0};
    signals.setHandler({});
    if (signals.exitStatus() != 0) return {{}, signals.exitStatus()};
    if (opened.read.recording || opened.read.problem.empty()) return opened;
    errors.say(opened.read.problem);
    return {std::move(opened.read), 2};
}

} // namespace

CommandRecording readForCommand(const std::string& path, bool isQuiet, ErrorOutput& errors)
{
    return watched(path, isQuiet, errors,
                   [&](ImportProgress& progress) { return readRecording(path, progress); });
}

CommandRecording readForCommand(const std::string& path, std::optional<std::string>& scenario,
                                ErrorOutput& errors)
{
    return watched(path, false, errors, [&](ImportProgress& progress) {
        return readRecordingOr(scenario, maxScenarioBytes, path, progress);
    });
}

} // namespace sojourn::cli
