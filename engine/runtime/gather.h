// Awaiting the end of several tasks.
#pragma once

#include "runtime/scheduler.h"

#include <coroutine>
#include <memory>
#include <span>

namespace sojourn {

/// What asyncio.gather(*tasks, return_exceptions=True) does (CPython 3.11). Suspends until every task has
/// ended; the end of each is told through the ready queue, so the waiter goes on two rounds after the last
/// end, or two rounds after asking when all had ended; with no tasks it does not suspend. Cancelling the
/// waiter cancels all that have not ended, each time, and the waiter meets its own cancellation when the last
/// has ended (or at its place when all had). Resumed by the scheduler. Must live until its waiter's turn; the
/// tasks must outlive it.
class Gather final : public Waiter, public Callback
{
public:
    explicit Gather(std::span<Task* const> tasks)
        : m_tasks(tasks)
    {
    }

    // The awaiter. The result: whether it was cancelled.
    bool await_ready() const { return m_tasks.empty(); }
    template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
    {
        suspend(h.promise().task(), h);
    }
    bool await_resume() const { return m_task != nullptr && m_task->turnIsCancelled(); }

    /// The awaiter's suspension, for who drives it by hand; only with tasks to wait for.
    void suspend(Task& waiter, std::coroutine_handle<> resumeHere)
    {
        m_watchers = std::make_unique<EndWatcher[]>(m_tasks.size());
        m_left = m_tasks.size();
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            m_watchers[i].gather = this;
            if (m_tasks[i]->ended()) {
                waiter.scheduler().post(*this);
            } else {
                m_tasks[i]->addEndWatcher(m_watchers[i]);
            }
        }
        waiter.suspendAt(*this, resumeHere);
    }

private:
    void call() override
    {
        if (--m_left != 0) return;
        if (m_cancelRequested) {
            m_task->wakeCancelled();
        } else {
            m_task->wake();
        }
    }
    bool onTurn(bool, bool) override { return true; }
    OnCancel onCancel() override
    {
        bool any = false;
        for (Task* task : m_tasks)
            any = task->cancel() || any;
        m_cancelRequested = m_cancelRequested || any;
        return any ? OnCancel::PassedOn : OnCancel::Kept;
    }

    std::span<Task* const> m_tasks;
    std::unique_ptr<EndWatcher[]> m_watchers;
    std::size_t m_left = 0;
    bool m_cancelRequested = false;
};

} // namespace sojourn
