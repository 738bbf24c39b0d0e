#include "cli/help.h"

namespace sojourn::cli {

namespace {

constexpr const char* windowFoot = R"(Commands:
  open     open the window on a scenario file or on a recording
  run      run a scenario without a window
  sweep    run it over ranges of its parameters, and say which setting meets a goal
  list     the built-in scenarios
  show     print a scenario file
  check    say whether a scenario file is sound, or what is wrong with a recording
  convert  write a recording in another format

`sojourn COMMAND --help` tells more.)";

constexpr const char* runFoot = R"(
A flag beats its environment variable (in brackets), which beats the config file, which beats the default.
Results go to standard output, the log and progress to standard error.

Exit status: 0 finished or reached --until; 1 the run failed; 2 usage or input; 3 stalled or spinning; 4 a --require does
not hold, where none of the others applies; 130 after Ctrl-C and 143 after SIGTERM: the run ends in good order and writes
what happened so far. A second Ctrl-C ends at once.

On the real clock a run that is recorded is kept in $XDG_STATE_HOME/sojourn (~/.local/state/sojourn) while it goes on. Should the
program be killed, or not be able to write what was asked for, journal-*.sojourn stays there, as far as the run had come:
`sojourn convert` writes it in any format, and the window offers it at its next start.

Metrics of --require are the paths of --summary json: sojourn_s.mean, queues.work.wait_s.p99, throughput_per_s, items.done,
tasks.consumer.share.sleeping; and dropped_ratio, of all visits; timed_out_ratio, of all time-outs begun; and
tasks.consumer.utilisation: the share of its time that the group worked, slept or had work done elsewhere and did not wait. The name of the only queue, server or group of takers may be
left out: wait_s.p99, utilisation. A metric without data (no item got so far) holds nothing.

--set NAME=@FILE:COLUMN draws from numbers of one's own: the column of a CSV file, by its name in the first line or by its
number. It stands in place of a time or number, also of a whole {"exponential": "$NAME"} or {"uniform": "$NAME"}.

A session (.sojourn) in place of a scenario runs what its run was made from, with its values, seed, clock and --until: the
same again, or with what the flags change. A session of another program's recording has no scenario.

asyncq, the example this program began with, is often shown with a printed sample run of its Python original. Where
two timers fall due at the same instant, an order of lines here may differ from that sample: there, timers that were
set a fraction of a millisecond apart fall due apart, and ties are left to a heap that keeps no order. Here, instants
are exact, and timers that are due at one instant run in the order in which they were set.)";

constexpr const char* sweepFoot = R"(
Runs every combination of the varied parameters on the virtual clock, --replications times each, with the same seeds in
every cell; the first is --seed itself. A range LOW:HIGH goes in steps of the parameter's own or of :STEP; a parameter that
is itself a range takes a list of them, 1:3,2:4.

The table is CSV, a row a cell: cell, the varied parameters, replications, unfinished (those that failed, stalled or spun),
and for each metric M its mean over the replications, the ends M.low and M.high of its 95 % interval (Student's t), and M.n,
how many had a value; a percentile is that of all items of all replications. Results are the same bits however many
threads and shards compute them.

Nothing is left out for warm-up by default, and `sojourn run --require` measures the same. With --warm-up N statistics begin
when N items of the run have been made; with auto at the truncation that MSER-5 proposes for its sojourn times, where the run
is long enough to tell and what it leaves out stands apart by five standard errors, and from the start otherwise. In runs of
some hundred items that may be a burst, without which percentiles are too small: give N there. What ends behind the warm-up
counts; counts of items and the length of the run are of all of it.

A goal is met when the whole interval is on its right side. The cheapest setting is the one with the smallest value of the
first parameter varied, among those of the second, and so on.

  sojourn sweep mm4 --vary num_consumers=1:16 --vary capacity=1,10,100 --goal 'wait_s.p99<2' --goal 'dropped_ratio<=0.02' \
      --out sweep.csv
  sojourn sweep mm4 --vary num_consumers=1:16 --metric wait_s.p99 --shard 1/3 --out 1.csv     on one machine of three
  sojourn sweep --merge 1.csv 2.csv 3.csv --goal 'wait_s.p99<2' --out sweep.csv              when all are done

Exit status: 0 all cells are there; 1 some are not, or all runs are warm-up; 2 usage, input or output; 4 no setting meets the
goals; 130 after Ctrl-C and 143 after SIGTERM, which write the cells that are done. A second Ctrl-C ends at once.)";

constexpr const char* openFoot = R"(
A recording is a trace in Chrome's Trace Event format (JSON) or Perfetto's (protobuf), a V8 profile (.cpuprofile), the event
list of `sojourn run --events` or a session (.sojourn), as it is or packed with gzip or zstd, whatever the file is called.
What comes out of a pipe is read as well: `sojourn <(ssh host cat trace.json)`.)";

constexpr const char* checkFoot = R"(
A recording is a trace in Chrome's Trace Event format (JSON) or Perfetto's (protobuf), a V8 profile (.cpuprofile), the event
list of `sojourn run --events` or a session (.sojourn), as it is or packed with gzip or zstd. What is found in it: spans that overlap, never end, or end before they begin;
clocks that run backwards; flows that bind to nothing; times that are not exact or out of range; counters that are rounded;
names that nothing explains or that are no UTF-8; what is left out. Each kind is counted, with its first place and what
becomes of it; what no recording here has a place for (arguments, categories, ids) stands on one line.

Exit status: 0 it is sound; 2 it is not (it breaks off, stretches are unreadable or mended, parts are lost), of which a recording tells
what can be read, or usage; 130 after Ctrl-C and 143 after SIGTERM.)";

constexpr const char* convertFoot = R"(
Reads Chrome's Trace Event format (JSON), Perfetto's protobuf trace (track events), V8's profiles (.cpuprofile), the event
list of `sojourn run --events` and sessions (.sojourn), as they are or packed with gzip or zstd, whatever the file is
called. What is damaged is stepped over; `sojourn check IN` says what was left out. What OUT does not hold of IN, because its
format or every recording here has no place for it, is said in one line. The event list needs a recording that tells events.

Exit status: 0 written; 2 usage, input or output; 130 after Ctrl-C and 143 after SIGTERM, which leave OUT as it was.)";

} // namespace

std::string helpHead(Command command)
{
    switch (command) {
    case Command::Window:
        return "See where every item in your queues spends its time. Opens the window.";
    case Command::Run:
        return "Runs a scenario without a window.";
    case Command::Sweep:
        return "Runs a scenario over ranges of its parameters.";
    case Command::List:
        return "Lists the built-in scenarios, name and title.";
    case Command::Show:
        return "Prints a scenario file, of a run's session (.sojourn) the scenario with the values and the "
               "seed of that "
               "run.";
    case Command::Check:
        return "Says whether a scenario file is sound, without running it, or what is wrong with a "
               "recording. "
               "Exit status 0 if the file can be run or opened, otherwise 2.";
    case Command::Open:
        return "Opens the window on a scenario file or on a recording, as `sojourn FILE` does.";
    case Command::Convert:
        return "Writes a recording in another format.";
    }
    return {};
}

std::string helpFoot(Command command, const ExportFormats& formats)
{
    if (command == Command::Window) return windowFoot;
    if (command == Command::Sweep) return sweepFoot;
    if (command == Command::Check) return checkFoot;
    if (command == Command::Open) return openFoot;
    if (command != Command::Run && command != Command::Convert) return {};
    std::string text = command == Command::Run ? "Formats of --export:\n" : "Formats of OUT:\n";
    for (const ExportFormat& format : formats)
        text += "  ." + format.ending +
                std::string(format.ending.size() < 16 ? 16 - format.ending.size() : 1, ' ') + format.about +
                '\n';
    return text + (command == Command::Run ? runFoot : convertFoot);
}

} // namespace sojourn::cli
