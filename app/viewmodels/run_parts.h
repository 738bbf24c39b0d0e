// The parts of a run that is being computed, between the thread that makes them and the one that shows them.
#pragma once

#include "viewmodels/computed_run.h"

#include <QPromise>
#include <QSemaphore>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace sojourn {

/// Folds a run's log into columns while it is written, and makes parts of them that were asked for. Owned by
/// the threads that run and fold, and by who asks.
class RunParts final
{
public:
    RunParts(std::shared_ptr<const RunInfo> info, std::shared_ptr<Columns> columns, Computing computing);
    ~RunParts();
    RunParts(const RunParts&) = delete;
    RunParts& operator=(const RunParts&) = delete;

    /// From any thread: see RunUnderWay::nextPart().
    QFuture<RunPart> next();
    /// Waits until the first part is there, or somebody said isThere() of the whole; at most `patience`.
    void wait(std::chrono::milliseconds patience);
    void isThere() { m_there.release(); }

    /// On the folding thread, until setOver() and all that counts is folded.
    void follow();
    /// On the running thread.
    void setOver(bool isWhole);
    /// Likewise, behind it: returns when follow() has.
    void waitUntilFolded() { m_followed.acquire(); }

private:
    enum class State { Growing, Whole, Abandoned };

    bool isPartDue() const;
    void makePart();
    QFuture<RunPart> ask();
    void answer(RunPart part);

    const std::shared_ptr<const RunInfo> m_info;
    const std::shared_ptr<Columns> m_columns; // the folding thread's while it follows
    const Computing m_computing;
    std::atomic<State> m_state{State::Growing};
    QSemaphore m_followed, m_there;

    std::mutex m_mutex; // of the next three
    std::optional<QPromise<RunPart>> m_asked;
    std::optional<QFuture<RunPart>> m_first; // asked for from the start, until somebody takes it
    bool m_isOver = false;
    std::atomic<bool> m_isAsked{false};

    // Of the folding thread.
    std::optional<SummaryFold> m_summary;
    RunTotals m_totals;
    std::uint64_t m_partEvents = 0; // of the latest part; 0: none was made
    std::chrono::steady_clock::time_point m_dueAt;
};

} // namespace sojourn
