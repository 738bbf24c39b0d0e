#include "cli/run_command.h"

#include "cli/dump_config.h"
#include "cli/log_writer.h"
#include "cli/progress.h"
#include "cli/run_outputs.h"
#include "cli/run_thread.h"
#include "cli/signal_listener.h"
#include "cli/usage_error.h"
#include "explore/losses.h"
#include "scenario/run.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace sojourn::cli {

namespace {

/// When all went well but for a requirement.
constexpr int requirementStatus = 4;

RunOptions optionsFor(const RunSettings& settings, LogWriter& log, RunOutputs& outputs)
{
    RunOptions options;
    options.seed = settings.what.seed;
    options.virtualClock = settings.what.virtualClock.value_or(false);
    options.speed = settings.what.speed;
    options.until = settings.until;
    options.record = settings.records();
    options.summarise = settings.summary != ReportFormat::None || !settings.requirements.empty();
    options.logLevel = settings.isQuiet ? std::max(settings.logLevel, LogLevel::Error) : settings.logLevel;
    options.log = [&](const LogLine& line) {
        log.write(line);
        outputs.note(line);
    };
    return options;
}

/// What the outcome comes to when nobody interrupted the run.
int statusOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Failed:
        return 1;
    case Outcome::Stalled:
    case Outcome::Spinning:
        return 3;
    default:
        return 0;
    }
}

bool isTrouble(Outcome outcome)
{
    return statusOf(outcome) != 0;
}

/// A run that came to grief: what happened, and who still waits for what.
void explain(const Run& run, const RunEnd& end, ErrorOutput& errors)
{
    static constexpr std::size_t shown = 100; // the JSON summary has them all
    static constexpr std::size_t named = 2;   // so many the sentence names itself
    if (!isTrouble(end.outcome)) return;
    errors.say(end.sentence.empty() ? std::string(outcomeName(end.outcome)) : end.sentence);
    if (end.waitingTasks.size() <= named) return;
    for (std::size_t i = 0; i < end.waitingTasks.size() && i < shown; ++i)
        errors.say(run.info()->taskName(end.waitingTasks[i].task) + " waits for " +
                   end.waitingTasks[i].waitsFor);
    if (end.waitingTasks.size() > shown)
        errors.say("and " + std::to_string(end.waitingTasks.size() - shown) + " more tasks wait");
}

/// Whether all that is required holds; a sentence for each that does not.
bool checkRequirements(const RunSettings& settings, const Run& run, ErrorOutput& errors)
{
    if (settings.requirements.empty()) return true;
    const Summary summary = run.summary();
    bool isMet = true;
    for (const auto& [requirement, metric] : settings.requirements) {
        const std::string reason = whyNot(requirement, metric, metric.valueIn(summary));
        const std::string note = emptyMetricNote(metric, *settings.what.scenario);
        if (!note.empty() && !settings.isQuiet) errors.say("--require '" + requirement.text + "': " + note);
        if (reason.empty()) continue;
        isMet = false;
        errors.say("--require '" + requirement.text + "' does not hold: " + reason);
    }
    return isMet;
}

/// The lines that the Python original's frame wrote around its program.
void logEnd(LogWriter& log, const RunEnd& end)
{
    const std::int64_t ns = nanoseconds(end.at);
    log.frame(ns, "cancelling " + std::to_string(end.waitingTasks.size()) + " tasks");
    log.frame(ns, "closing event loop");
}

/// Of a run that is not in the files that were asked for.
void sayWhatIsLeft(RunOutputs& outputs, ErrorOutput& errors)
{
    const std::string sentence = outputs.leaveJournal();
    if (!sentence.empty()) errors.say(sentence);
}

/// Runs to the end, writing events and progress on the way.
RunEnd carry(Run& run, bool isVirtual, RunOutputs& outputs, ErrorOutput& errors, Progress* progress)
{
    static constexpr auto step = std::chrono::milliseconds(50);
    RunThread thread(run, isVirtual);
    try {
        while (!thread.waitFor(step)) {
            outputs.follow();
            if (outputs.isHopeless()) run.requestStop();
            if (progress) progress->show(run);
            errors.flushDue();
        }
    } catch (...) {
        run.requestAbandon(); // or its thread would be waited for to no end
        throw;
    }
    return thread.end();
}

int carryOut(const RunSettings& settings, RunOutputs& outputs, SignalListener& signals, ErrorOutput& errors)
{
    errors.gather(settings.logBufferLines, settings.logFlushInterval);
    LogWriter log(errors, settings.logFormat, settings.isQuiet ? LogLevel::Error : settings.logLevel);
    const RunOptions options = optionsFor(settings, log, outputs);
    Run run(settings.what.scenario, options);
    outputs.attach(run);
    std::optional<Progress> progress;
    if (!settings.isQuiet && ErrorOutput::isTerminal())
        progress.emplace(errors, settings.until ? settings.until : settings.what.scenario->until);

    signals.setHandler([&run] { run.requestStop(); });
    const RunEnd end = carry(run, options.virtualClock, outputs, errors, progress ? &*progress : nullptr);
    signals.setHandler({});
    progress.reset();
    errors.gather(0, {});
    logEnd(log, end);
    explain(run, end, errors);

    const bool isMet = checkRequirements(settings, run, errors);

    errors.flush(); // where both go into one file, the statistics stand behind the log

    const std::vector<std::string> problems = outputs.finish(run, end);
    for (const std::string& problem : problems)
        errors.say(problem);
    if (!problems.empty()) return sayWhatIsLeft(outputs, errors), 2;
    if (signals.exitStatus() != 0) return signals.exitStatus();
    if (isTrouble(end.outcome)) return statusOf(end.outcome);
    return isMet ? 0 : requirementStatus;
}

} // namespace

int runScenario(const RunSettings& settings, ErrorOutput& errors)
{
    SignalListener signals;
    const auto outputs = RunOutputs::open(settings);
    if (!outputs) return errors.say(outputs.error().sentence), 2;
    try {
        return carryOut(settings, **outputs, signals, errors);
    } catch (const std::bad_alloc&) {
        errors.say("there is not enough memory for this run; record less, or end it earlier with --until");
    } catch (const std::exception& error) {
        errors.say(std::string("the run broke off: ") + error.what());
    }
    sayWhatIsLeft(**outputs, errors);
    return 1;
}

} // namespace sojourn::cli
