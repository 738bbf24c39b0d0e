// Threads that compute while the loop goes on.
#pragma once

#include "runtime/scheduler.h"
#include "runtime/task.h"

#include <coroutine>
#include <functional>
#include <list>

namespace sojourn {

/// Real threads for the pools of a run on the real clock. Whoever drives the scheduler brings them.
class PoolThreads
{
public:
    virtual ~PoolThreads() = default;
    /// Computes for d on a thread, then calls `done` on the scheduler's thread, between two rounds.
    virtual void compute(Duration d, std::function<void()> done) = 0;
};

/// A pool of threads. Jobs start first come, first served. A started job is a timer, set as its thread takes
/// it (on a real clock: a real thread at work). A job whose task is cancelled is withdrawn while it is in
/// line; once started it keeps its thread to its end, and the task goes on without it.
class ThreadPool final
{
public:
    ThreadPool(Scheduler& scheduler, unsigned threads, PoolThreads* realThreads = nullptr)
        : m_scheduler(scheduler)
        , m_threads(threads)
        , m_realThreads(realThreads)
    {
    }
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    unsigned threads() const { return m_threads; }
    /// Jobs that a thread has taken and not finished.
    unsigned running() const { return m_running; }
    std::size_t inLine() const { return m_line.size(); }

private:
    struct Job;

public:
    /// Suspends the task until a thread has computed for d. Result: true, or false when the task was
    /// cancelled first. Always suspends.
    class [[nodiscard]] Offload final : public Waiter
    {
    public:
        Offload(ThreadPool& pool, Duration d)
            : m_pool(pool)
            , m_duration(d)
        {
        }
        bool await_ready() const { return false; }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        bool await_resume() const { return m_done; }
        void suspend(Task& task, std::coroutine_handle<> h);

    private:
        friend class ThreadPool;
        void wakeTask() { m_task->wake(); }
        bool onTurn(bool cancelled, bool) override
        {
            m_done = !cancelled;
            return true;
        }
        OnCancel onCancel() override;

        ThreadPool& m_pool;
        Duration m_duration;
        std::list<Job>::iterator m_job{};
        bool m_done = false;
    };
    Offload offload(Duration d) { return Offload(*this, d); }

private:
    struct Job final : TimerTarget
    {
        Job(ThreadPool& owner, Offload* waiting, Duration d)
            : pool(owner)
            , waiter(waiting)
            , duration(d)
        {
        }
        void fire() override { pool.finished(*this); }
        ThreadPool& pool;
        Offload* waiter; // null once its task was cancelled
        Duration duration;
        bool started = false;
        std::list<Job>::iterator self{};
    };
    void begin(Job& job);
    void finished(Job& job);

    Scheduler& m_scheduler;
    unsigned m_threads;
    unsigned m_running = 0;
    PoolThreads* m_realThreads;
    std::list<Job> m_started;
    std::list<Job> m_line;
};

} // namespace sojourn
