// Awaiting the end of several tasks.
#pragma once

#include "runtime/scheduler.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace sojourn {

/// What asyncio.gather(*tasks) does (CPython 3.11). Suspends until every task has ended; the end of each is
/// told through the ready queue, so the waiter goes on two rounds after the last end, or two rounds after
/// asking when all had ended; with no tasks it does not suspend. Cancelling the waiter cancels all that have
/// not ended, each time, and the waiter meets its own cancellation when the last has ended (or at its place
/// when all had). With OnFailure::Raise the first end that is not `finished` ends the wait: a failure is then
/// the waiter's own, a cancellation is met as one; the other tasks go on. Resumed by the scheduler. Must live
/// until its waiter's turn; the tasks must outlive it.
class Gather final : public Waiter
{
public:
    /// asyncio's return_exceptions: true and false.
    enum class OnFailure : std::uint8_t { Wait, Raise };

    explicit Gather(std::span<Task* const> tasks, OnFailure onFailure = OnFailure::Wait)
        : m_tasks(tasks)
        , m_onFailure(onFailure)
    {
    }

    // The awaiter. The result: whether it was cancelled.
    bool await_ready() const { return m_tasks.empty(); }
    template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
    {
        suspend(h.promise().task(), h);
    }
    bool await_resume() const { return m_task != nullptr && m_task->turnIsCancelled(); }

    /// The task whose failure ended the wait; null when none did.
    const Task* failed() const { return m_failed; }

    /// The awaiter's suspension, for who drives it by hand; only with tasks to wait for.
    void suspend(Task& waiter, std::coroutine_handle<> resumeHere)
    {
        m_ends = std::make_unique<End[]>(m_tasks.size());
        m_left = m_tasks.size();
        for (std::size_t i = 0; i < m_tasks.size(); ++i) {
            m_ends[i].gather = this;
            m_ends[i].task = m_tasks[i];
            if (m_tasks[i]->ended()) {
                waiter.scheduler().post(m_ends[i]);
            } else {
                m_tasks[i]->addEndWatcher(m_ends[i]);
            }
        }
        waiter.suspendAt(*this, resumeHere);
    }

private:
    struct End final : EndWatcher
    {
        void call() override { gather->hasEnded(*task); }

        Gather* gather = nullptr;
        const Task* task = nullptr;
    };

    void hasEnded(const Task& task)
    {
        if (m_isOver) return;
        --m_left;
        const bool raises = m_onFailure == OnFailure::Raise && task.end() != TaskEnd::Finished;
        if (m_left != 0 && !raises) return;
        m_isOver = true;
        if (raises && task.end() == TaskEnd::Failed) m_failed = &task;
        if (raises ? m_failed == nullptr : m_cancelRequested) {
            m_task->wakeCancelled();
        } else {
            m_task->wake();
        }
        if (m_left != 0) forgetTheRest();
    }
    /// Those that have not ended are no longer watched. Those that have were posted before the waiter was
    /// woken, and are called before its turn.
    void forgetTheRest()
    {
        for (std::size_t i = 0; i < m_tasks.size(); ++i)
            if (!m_tasks[i]->ended()) m_tasks[i]->removeEndWatcher(m_ends[i]);
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
    std::unique_ptr<End[]> m_ends;
    std::size_t m_left = 0;
    const Task* m_failed = nullptr;
    OnFailure m_onFailure;
    bool m_cancelRequested = false;
    bool m_isOver = false;
};

} // namespace sojourn
