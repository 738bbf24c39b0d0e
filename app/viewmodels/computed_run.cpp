#include "viewmodels/computed_run.h"

#include "viewmodels/on_pool.h"

#include <QSemaphore>
#include <QThreadPool>

#include <atomic>
#include <thread>

namespace sojourn {

namespace {

using namespace std::chrono_literals;

/// Folds a run's log into columns while it is written. Owned by both threads.
class FoldAlong
{
public:
    explicit FoldAlong(std::shared_ptr<Columns> columns)
        : m_columns(std::move(columns))
    {
    }
    /// On a thread of its own, until isWhole() was said and all is folded, or it was told to give up.
    void follow()
    {
        while (m_state.load(std::memory_order_acquire) == State::Growing) {
            const std::uint64_t before = m_columns->folded();
            m_columns->advance();
            // The writer publishes every few thousand rounds: looking more often would only disturb it.
            if (m_columns->folded() == before) std::this_thread::sleep_for(200us);
        }
        if (m_state.load(std::memory_order_acquire) == State::Whole) m_columns->advance();
        m_followed.release();
    }
    void isOver(bool isWhole)
    {
        m_state.store(isWhole ? State::Whole : State::Abandoned, std::memory_order_release);
    }
    void waitFor() { m_followed.acquire(); }

private:
    enum class State { Growing, Whole, Abandoned };
    std::shared_ptr<Columns> m_columns;
    std::atomic<State> m_state{State::Growing};
    QSemaphore m_followed;
};

ComputedRun compute(Run& run)
{
    const auto begin = std::chrono::steady_clock::now();
    ComputedRun computed;
    auto columns = std::make_shared<Columns>(run.info(), run.log());
    auto along = std::make_shared<FoldAlong>(columns);
    const bool isFollowed = QThreadPool::globalInstance()->tryStart([along] { along->follow(); });
    computed.end = run.runVirtual();
    const bool isWhole = computed.end.outcome != Outcome::Interrupted;
    along->isOver(isWhole);
    if (isWhole) computed.summary = run.summary();
    if (isFollowed) along->waitFor();
    if (!isWhole) return computed;
    columns->advance(); // where nobody followed
    computed.totals.follow(*columns);
    computed.columns = std::move(columns);
    computed.took = std::chrono::steady_clock::now() - begin;
    return computed;
}

} // namespace

QFuture<ComputedRun> computeRun(std::shared_ptr<Run> run, std::chrono::milliseconds patience)
{
    const auto finished = std::make_shared<QSemaphore>();
    QFuture<ComputedRun> future = onPool([run = std::move(run)] { return compute(*run); }, finished);
    if (patience > 0ms) finished->tryAcquire(1, static_cast<int>(patience.count()));
    return future;
}

} // namespace sojourn
