#include "cli/help.h"

namespace sojourn::cli {

namespace {

constexpr const char* windowFoot = R"(Commands:
  run    run a scenario without a window
  list   the built-in scenarios
  show   print a scenario file
  check  say whether a scenario file is sound

`sojourn COMMAND --help` tells more.)";

constexpr const char* runFoot = R"(
A flag beats its environment variable (in brackets), which beats the config file, which beats the default.
Results go to standard output, the log and progress to standard error.

Exit status: 0 finished or reached --until; 1 the run failed; 2 usage or input; 3 stalled or spinning; 130 after Ctrl-C
and 143 after SIGTERM: the run ends in good order and writes what happened so far. A second Ctrl-C ends at once.

asyncq, the example this program began with, is often shown with a printed sample run of its Python original. Where
two timers fall due at the same instant, an order of lines here may differ from that sample: there, timers that were
set a fraction of a millisecond apart fall due apart, and ties are left to a heap that keeps no order. Here, instants
are exact, and timers that are due at one instant run in the order in which they were set.)";

} // namespace

std::string helpHead(Command command)
{
    switch (command) {
    case Command::Window:
        return "See where every item in your queues spends its time. Opens the window.";
    case Command::Run:
        return "Runs a scenario without a window.";
    case Command::List:
        return "Lists the built-in scenarios, name and title.";
    case Command::Show:
        return "Prints a scenario file.";
    case Command::Check:
        return "Says whether a scenario file is sound, without running it. Exit status 0 if so, otherwise 2.";
    }
    return {};
}

std::string helpFoot(Command command, const ExportFormats& formats)
{
    if (command == Command::Window) return windowFoot;
    if (command != Command::Run) return {};
    std::string text = "Formats of --export:\n";
    for (const ExportFormat& format : formats)
        text += "  ." + format.ending +
                std::string(format.ending.size() < 8 ? 8 - format.ending.size() : 1, ' ') + format.about +
                '\n';
    return text + runFoot;
}

} // namespace sojourn::cli
