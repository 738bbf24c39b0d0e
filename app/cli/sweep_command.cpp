#include "cli/sweep_command.h"

#include "cli/signal_listener.h"
#include "cli/sweep_report.h"
#include "explore/figure_text.h"
#include "explore/losses.h"
#include "explore/sweep/sweep.h"
#include "formats/output_file.h"
#include "time/time.h"

#include <chrono>
#include <exception>
#include <filesystem>
#include <malloc.h>
#include <memory>
#include <new>
#include <string>
#include <system_error>
#include <utility>

namespace sojourn::cli {

namespace {

// Behind 2 for usage, input and output.
constexpr int incompleteStatus = 1;
constexpr int goalStatus = 4;

/// Where a table goes that can't be written where it should: what was computed is not to be lost.
std::string spareFile(const std::string& fingerprint)
{
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    if (error) return {};
    return (folder / ("sojourn-sweep-" + fingerprint + '-' + std::to_string(::getpid()) + ".csv")).string();
}

void saveElsewhere(const SweepTable& table, ErrorOutput& errors)
{
    const std::string path = spareFile(table.fingerprint);
    if (!path.empty()) {
        OutputFile spare(path);
        if (spare.open()) {
            writeSweepTable(table, spare);
            if (spare.commit()) return errors.say("the table is in " + path + " instead");
        }
    }
    const auto out = OutputFile::standardOutput();
    if (!out->open()) return;
    writeSweepTable(table, *out);
    if (out->commit()) errors.say("the table is on standard output instead");
}

/// False when it could not be written to its place.
bool writeTable(const SweepTable& table, OutputFile& target, ErrorOutput& errors)
{
    writeSweepTable(table, target);
    if (target.commit() || target.problem().empty()) return true;
    errors.say(target.problem());
    saveElsewhere(table, errors);
    return false;
}

/// Sentences go to standard output unless the table does, or had to.
void report(const SweepTable& table, const std::vector<SweepGoal>& goals, const std::string& out,
            ErrorOutput& errors)
{
    const std::string text = sweepReport(table, goals);
    if (text.empty()) return;
    if (isStandardOutput(out)) return errors.text(text);
    const auto target = OutputFile::standardOutput();
    if (!target->open()) return;
    target->write(text);
    target->commit();
}

/// What the sentences about goals come to.
int statusOf(const SweepTable& table, const std::vector<SweepGoal>& goals)
{
    return goals.empty() || cheapestThatMeets(table, goals) ? 0 : goalStatus;
}

/// The line on a terminal that tells how far it is.
class SweepProgressLine final
{
public:
    SweepProgressLine(ErrorOutput& errors, bool isShown)
        : m_errors(errors)
        , m_isShown(isShown)
    {
    }
    ~SweepProgressLine() { m_errors.progress({}); }
    SweepProgressLine(const SweepProgressLine&) = delete;
    SweepProgressLine& operator=(const SweepProgressLine&) = delete;

    void show(const SweepProgress& progress)
    {
        static constexpr auto every = std::chrono::milliseconds(100);
        const Wall::time_point now = Wall::now();
        if (!m_isShown || now < m_next) return;
        m_next = now + every;
        const auto left = (now - m_start) * static_cast<double>(progress.runs - progress.runsDone) /
                          static_cast<double>(progress.runsDone);
        m_errors.progress(std::to_string(progress.cellsDone) + " of " + std::to_string(progress.cells) +
                          " cells, " + humanDuration(std::chrono::duration_cast<Duration>(left)) + " left");
    }

private:
    using Wall = std::chrono::steady_clock;
    ErrorOutput& m_errors;
    bool m_isShown;
    Wall::time_point m_start = Wall::now();
    Wall::time_point m_next = m_start + std::chrono::milliseconds(500); // most sweeps are over by then
};

/// What one run frees the next one wants again. By default the C library hands it back in between, which
/// takes a third of the time of short runs.
void keepFreedMemory()
{
#ifdef __GLIBC__
    static constexpr int largestPiece = 32 << 20; // the largest that there may be
    ::mallopt(M_MMAP_THRESHOLD, largestPiece);
    ::mallopt(M_TRIM_THRESHOLD, 8 * largestPiece);
#endif
}

/// Cells as they get done, and what is to be said of them in the end.
struct Gathered
{
    SweepTable table;
    std::uint64_t refused = 0; ///< cells that the scenario can't have
    std::string firstRefusal;
    std::uint64_t unfinished = 0; ///< runs
    std::uint64_t runs = 0;
    std::uint64_t allWarmUp = 0; ///< runs
    bool isBroken = false;       ///< a run threw

    void add(const SweepCell& cell, const SweepPlan& plan)
    {
        table.rows.push_back(sweepRowOf(cell, plan));
        unfinished += cell.unfinished;
        runs += cell.replications;
        allWarmUp += cell.allWarmUp;
        if (cell.problem.empty()) return;
        if (refused++ == 0) firstRefusal = cell.problem;
    }
    bool isAllWarmUp() const { return runs > 0 && allWarmUp == runs; }
};

std::string warmUpText(const WarmUp& warmUp)
{
    if (warmUp.isFound) return "warm-ups that MSER-5 finds are left out";
    if (warmUp.items == 0) return "no warm-up is left out";
    return "the first " + countedText(warmUp.items, "item") + " of each run are its warm-up";
}

void announce(const SweepSettings& settings, ErrorOutput& errors)
{
    const SweepPlan& plan = settings.plan;
    const std::uint64_t cells = plan.ownCellCount();
    std::string text = countedText(cells, "cell");
    if (plan.shard.count > 1) text += " of " + std::to_string(plan.cellCount());
    text += ", " + countedText(plan.replications, "replication") + " each, on " +
            countedText(settings.jobs, "thread");
    errors.say(text + "; " + warmUpText(plan.warmUp));
    // What drops in neither of the two corners drops nowhere between them.
    const auto first = plan.file.resolve(plan.allValuesOf(0));
    const auto last = plan.file.resolve(plan.allValuesOf(plan.cellCount() - 1));
    if (!first || !last) return;
    for (const SweepGoal& goal : settings.goals) {
        const Metric& metric = plan.metrics[goal.metric].metric;
        const std::string note = emptyMetricNote(metric, *first);
        if (!note.empty() && !emptyMetricNote(metric, *last).empty())
            errors.say("--goal '" + goal.requirement.text + "': " + note);
    }
}

void compute(Sweep& sweep, const SweepSettings& settings, Gathered& gathered, ErrorOutput& errors)
{
    SweepProgressLine line(errors, !settings.isQuiet && ErrorOutput::isTerminal());
    SweepListener listener;
    listener.cellDone = [&](const SweepCell& cell) { gathered.add(cell, sweep.plan()); };
    listener.progress = [&](const SweepProgress& progress) { line.show(progress); };
    try {
        sweep.run(settings.jobs, listener);
    } catch (const std::bad_alloc&) {
        errors.say("there is not enough memory for these runs; use fewer --jobs, or end them with --until");
        gathered.isBroken = true;
    } catch (const std::exception& error) {
        errors.say(std::string("the sweep broke off: ") + error.what());
        gathered.isBroken = true;
    }
    gathered.table.sort();
}

void explain(const Gathered& gathered, bool isStopped, std::uint64_t cells, ErrorOutput& errors)
{
    if (isStopped)
        errors.say("the sweep was stopped: " + std::to_string(gathered.table.rows.size()) + " of " +
                   countedText(cells, "cell") + (gathered.table.rows.size() == 1 ? " is" : " are") +
                   " done, and in the table");
    if (gathered.refused > 0)
        errors.say(countedText(gathered.refused, "cell") +
                   " could not be run, and the table has no numbers there: " + gathered.firstRefusal);
    if (gathered.unfinished > 0)
        errors.say(countedText(gathered.unfinished, "run") +
                   " failed, stalled or spun; the column `unfinished` says where");
    if (gathered.isAllWarmUp())
        errors.say("the warm-up is longer than every run, so that nothing is measured");
    else if (gathered.allWarmUp > 0)
        errors.say("the warm-up is longer than " + std::to_string(gathered.allWarmUp) + " of " +
                   countedText(gathered.runs, "run") + ", in which nothing is measured");
}

} // namespace

int runSweep(SweepSettings settings, ErrorOutput& errors)
{
    SignalListener signals;
    const auto target = outputTo(settings.out);
    if (!target->open()) return errors.say(target->problem()), 2;
    if (!settings.isQuiet) announce(settings, errors);

    Sweep sweep(settings.plan);
    Gathered gathered;
    gathered.table = sweepTableOf(settings.plan);
    signals.setHandler([&sweep] { sweep.requestStop(); });
    keepFreedMemory();
    compute(sweep, settings, gathered, errors);
    signals.setHandler({});

    const bool isWritten = writeTable(gathered.table, *target, errors);
    const std::uint64_t cells = settings.plan.ownCellCount();
    explain(gathered, sweep.isStopped(), cells, errors);
    if (settings.plan.shard.count == 1)
        report(gathered.table, settings.goals, isWritten ? settings.out : "-", errors);
    if (!isWritten) return 2;
    if (signals.exitStatus() != 0) return signals.exitStatus();
    if (gathered.isBroken || gathered.refused > 0 || gathered.isAllWarmUp()) return incompleteStatus;
    return statusOf(gathered.table, settings.goals);
}

int mergeSweeps(const MergeSettings& settings, ErrorOutput& errors)
{
    const SweepTable& table = settings.table;
    const auto target = outputTo(settings.out);
    if (!target->open()) return errors.say(target->problem()), 2;
    const bool isWritten = writeTable(table, *target, errors);
    if (!table.isWhole())
        errors.say(std::to_string(table.cells - table.rows.size()) + " of " +
                   countedText(table.cells, "cell") +
                   (table.cells - table.rows.size() == 1 ? " is" : " are") +
                   " missing: a shard's file is not among these, or was interrupted");
    report(table, settings.goals, isWritten ? settings.out : "-", errors);
    if (!isWritten) return 2;
    return table.isWhole() ? statusOf(table, settings.goals) : incompleteStatus;
}

} // namespace sojourn::cli
