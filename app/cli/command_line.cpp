#include "cli/command_line.h"

#include "cli/catalogue_commands.h"
#include "cli/convert_command.h"
#include "cli/dump_config.h"
#include "cli/error_output.h"
#include "cli/flags.h"
#include "cli/piped_input.h"
#include "cli/run_command.h"
#include "cli/settings.h"
#include "cli/sweep_command.h"
#include "cli/sweep_settings.h"
#include "cli/usage_error.h"
#include "formats/import/piped_file.h"
#include "formats/import/read_recording.h"
#include "scenario/builtin.h"

#include <QCoreApplication>

#include <chrono>
#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sojourn::cli {

namespace {

int fail(const UsageError& error, ErrorOutput& errors)
{
    errors.say(error.sentence);
    return 2;
}

/// A process that is started without standard streams would give their numbers to the first files it opens,
/// and write its results into them. An occupied number fails to be written to instead.
void occupyStandardStreams()
{
    for (int number = 0; number <= 2; ++number)
        if (::fcntl(number, F_GETFD) < 0) (void)::open("/dev/null", O_RDONLY);
}

/// A reader that goes away, or a limit on the size of files, is told to the one who writes, not by a signal
/// that kills.
void hearOfFailedWrites()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

/// Qt's own loop, unless somebody chose. GLib's keeps sockets in lists: with it, ten thousand connections at
/// once take four times as long.
void useQtsEventLoop()
{
    static constexpr const char* choice = "QT_NO_GLIB";
    if (!qEnvironmentVariableIsSet(choice)) qputenv(choice, "1");
}

int run(Flags flags, const ExportFormats& formats, int& argc, char** argv, ErrorOutput& errors)
{
    if (const auto error = addOtherSources(flags.values, processEnvironment())) return fail(*error, errors);
    const auto settings = resolveRunSettings(flags.subject, flags.values, formats);
    if (!settings) return fail(settings.error(), errors);
    const bool isVirtual = settings->what.virtualClock.value_or(false);
    ErrorOutput log(!isVirtual || ErrorOutput::isTerminal());
    if (settings->dumpsConfig) log.text(dumpedConfig(*settings, flags.values));
    if (isVirtual) return runScenario(*settings, log);
    useQtsEventLoop();
    const QCoreApplication application(argc, argv);
    return runScenario(*settings, log);
}

int sweep(Flags& flags, const ExportFormats& formats, ErrorOutput& errors)
{
    if (!flags.sweep.merge.empty()) {
        const auto merge = resolveMergeSettings(flags);
        return merge ? mergeSweeps(*merge, errors) : fail(merge.error(), errors);
    }
    if (const auto error = addOtherSources(flags.values, processEnvironment())) return fail(*error, errors);
    auto settings = resolveSweepSettings(flags, formats);
    return settings ? runSweep(std::move(*settings), errors) : fail(settings.error(), errors);
}

/// Null: it is no recording. What it holds is read by the window, which shows how far it has come.
std::optional<CommandLineResult> recordingToShow(const Flags& flags, ErrorOutput& errors)
{
    if (!flags.subject || findBuiltinScenario(*flags.subject) != nullptr ||
        !looksLikeRecording(*flags.subject))
        return {};
    if (flags.values.hasAny())
        return fail({*flags.subject + " is a recording: there is nothing to set in it"}, errors);
    WindowRequest request;
    request.path = *flags.subject;
    request.isNamed = request.isRecording = true;
    return request;
}

/// What was set could only be meant for a scenario.
bool hasSettings(const Flags& flags)
{
    GivenValues values = flags.values;
    return addOtherSources(values, processEnvironment()).has_value() || values.hasAny();
}

/// `arguments` are handed on to the window's program: where something stands in for the subject, there too.
CommandLineResult openWindow(Flags flags, char** arguments, ErrorOutput& errors)
{
    if (flags.subject && isInheritedPipe(*flags.subject) && !hasSettings(flags)) {
        // What is no scenario by then may go on for long: the window shows how far it has come.
        static constexpr auto patience = std::chrono::milliseconds(300);
        if (tellsRecording(*flags.subject, patience).value_or(true)) {
            WindowRequest request;
            request.path = *flags.subject;
            request.isNamed = request.isPipe = true;
            return request;
        }
    }
    if (flags.subject) {
        const auto settled = settledInput(*flags.subject, errors);
        if (!settled) return fail(settled.error(), errors);
        static std::string path;
        path = *settled;
        for (char** argument = arguments; path != *flags.subject && *argument != nullptr; ++argument)
            if (*flags.subject == *argument) *argument = path.data();
        flags.subject = path;
    }
    if (auto shown = recordingToShow(flags, errors)) return *std::move(shown);
    if (const auto error = addOtherSources(flags.values, processEnvironment())) return fail(*error, errors);
    auto settings = resolveScenarioSettings(flags.subject, flags.values);
    if (!settings) return fail(settings.error(), errors);
    WindowRequest request;
    request.name = std::move(settings->name);
    request.path = std::move(settings->path);
    request.isNamed = flags.subject.has_value();
    request.file = std::move(settings->file);
    request.values = std::move(settings->values);
    if (flags.values.one(Key::Seed)) request.seed = settings->seed;
    request.virtualClock = settings->virtualClock;
    if (flags.values.one(Key::Speed)) request.speed = settings->speed;
    return request;
}

} // namespace

CommandLineResult runCommandLine(int argc, char** argv, ExportFormats moreFormats)
{
    occupyStandardStreams();
    hearOfFailedWrites();
    ErrorOutput errors(true);
    FlagsContext context;
    context.formats = exportFormats();
    for (ExportFormat& format : moreFormats)
        context.formats.push_back(std::move(format));

    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    auto flags = readFlags(arguments, context);
    if (!flags) return fail(flags.error(), errors);
    if (flags->toPrint) return print(*flags->toPrint, errors);
    switch (flags->command) {
    case Command::Window:
    case Command::Open:
        return openWindow(std::move(*flags), argv, errors);
    case Command::Run:
        return run(std::move(*flags), context.formats, argc, argv, errors);
    case Command::Sweep:
        return sweep(*flags, context.formats, errors);
    case Command::List:
        return listScenarios(flags->asJson, errors);
    case Command::Show:
        return showScenario(*flags, errors);
    case Command::Check:
        return checkFile(*flags->subject, flags->asJson, errors);
    case Command::Convert:
        return convertRecording(*flags, context.formats, errors);
    }
    return 2;
}

} // namespace sojourn::cli
