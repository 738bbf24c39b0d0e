// One run of one scenario.
#pragma once

#include "scenario/run_limit.h"
#include "scenario/scenario.h"
#include "stats/summary.h"
#include "time/time.h"
#include "trace/event_log.h"
#include "trace/run_info.h"

#include <QCoroTask>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A line that a program logs.
struct LogLine
{
    LogLevel level = LogLevel::Info;
    std::string task;
    std::int64_t atNs = 0; ///< the run's own time
    std::string message;
};

struct RunOptions
{
    std::uint64_t seed = 1;
    bool virtualClock = true;
    double speed = 1;                              ///< of the real clock; infinity: as fast as it goes
    std::optional<Duration> until;                 ///< in place of the scenario's
    bool record = false;                           ///< keep the events
    bool summarise = true;                         ///< keep the statistics
    std::uint64_t maxRecordedEvents = 200'000'000; ///< a run that records more ends with a sentence
    std::uint64_t maxWaitingItems = 50'000'000;    ///< likewise for items in all queues together
    LogLevel logLevel = LogLevel::Info;            ///< lines below are not made
    /// The statistics leave out what came before that many items were made (see SummaryFold).
    std::uint32_t warmUpItems = 0;
    bool keepSojourns = false;               ///< for sojourns()
    std::uint64_t maxLogLines = UINT64_MAX;  ///< lines behind these are not made
    std::function<void(const LogLine&)> log; ///< called on the run's thread as lines come; may be empty
    std::function<void()> progress; ///< called on the run's thread, some ten times a second; may be empty
};

/// Runs a scenario once, on the thread that calls, and records what happens. On the virtual clock
/// runVirtual() returns when the run is over; on the real clock the Qt event loop of the thread carries it,
/// and runReal() is awaited. Every other function may be called from any thread.
class Run final
{
public:
    Run(std::shared_ptr<const Scenario> scenario, RunOptions options);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Runs to the end. Only with options.virtualClock.
    RunEnd runVirtual();
    /// Runs to the end on the event loop of this thread. Only without options.virtualClock. The Run must
    /// outlive the task; stop it and await it before destroying it.
    QCoro::Task<RunEnd> runReal();

    /// Asks the run to stop in good order: tasks are cancelled in the order of starting, their clean-up runs,
    /// and the outcome is Interrupted. Also heard in `work` and in a loop that never suspends.
    void requestStop();
    /// As requestStop(), from a signal handler: it only leaves word. A run that computes hears it at once,
    /// one that sleeps in its event loop at the next timer or requestStop().
    void signalStop() noexcept;
    /// Asks it to end where it stands, without clean-up.
    void requestAbandon();

    // The real clock's pace. Each takes effect on the run's thread at its next turn.
    void setSpeed(double speed);
    void setPaused(bool paused);
    /// While paused: runs until at least one more listed event has happened, then stays paused.
    void requestStep();

    std::shared_ptr<const RunInfo> info() const;
    /// The recording; null without options.record. Grows while the run goes on.
    std::shared_ptr<const EventLog> log() const;
    /// The run's own time now (for a playhead that follows a live run). From any thread.
    Instant now() const;
    /// The statistics. Only when the run is over (or never ran); empty without options.summarise.
    Summary summary() const;
    /// Adds the durations behind one of the summary's distributions (SummaryFold::addTo()). Only when the run
    /// is over; none without options.summarise.
    void addTo(Histogram& all, Durations durations, std::size_t object) const;
    /// Sojourn times as they came, to find the warm-up in. Only when the run is over; empty without
    /// options.keepSojourns.
    std::vector<SummaryFold::Sojourn> sojourns() const;
    /// How it ended; Outcome::Running before.
    const RunEnd& end() const;
    /// The bound on what is kept that ended it. Only when the run is over.
    RunLimit limit() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sojourn
