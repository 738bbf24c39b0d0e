// The scheduler: the only source of order.
#pragma once

#include "runtime/task.h"
#include "runtime/timer_heap.h"
#include "time/time.h"

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <vector>

namespace sojourn {

/// Tells measured time to a scheduler that runs on a real clock.
class RealClock
{
public:
    virtual ~RealClock() = default;
    /// The run's own time now. Never goes back.
    virtual Instant now() = 0;
    /// Lets d pass on this thread without giving it up, or until it is told to stop. False: it was told to
    /// stop.
    virtual bool hold(Duration d) = 0;
};

/// Something that has a turn in the ready queue and is neither a task nor a timer.
class Callback
{
public:
    virtual void call() = 0;

protected:
    virtual ~Callback() = default;
};

/// Its turn comes in the round behind the end of the task that it was added to.
class EndWatcher : public Callback
{
protected:
    ~EndWatcher() override = default;

private:
    friend class Scheduler;
    friend class Task;
    EndWatcher* m_nextWatcher = nullptr;
};

/// Runs tasks in rounds, in the order of CPython 3.11's asyncio: timers that are due are appended to the
/// ready queue in the order (instant, order of setting); then exactly what was ready at that moment runs;
/// what that makes ready, and timers that fall due meanwhile, wait for the next round. Belongs to one thread;
/// nothing in it is process-wide. With a RealClock time is measured; without, it stands still while anything
/// is ready and then jumps to the next timer.
class Scheduler final
{
public:
    explicit Scheduler(RealClock* clock = nullptr)
        : m_clock(clock)
    {
        m_ready.resize(64);
    }
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// The run's own time: measured on a real clock, otherwise the instant of the present round.
    Instant now()
    {
        if (m_clock != nullptr) readClock();
        return m_now;
    }
    bool onRealClock() const { return m_clock != nullptr; }

    /// The task whose turn it is; only meaningful inside a turn.
    Task& current() const { return *m_current; }

    /// Time passes without anybody else having a turn. False when a real clock was told to stop meanwhile.
    bool work(Duration d);

    bool anythingReady() const { return m_count != 0; }
    bool anyTimer() const { return !m_timers.empty(); }
    /// When the next timer is due; only if anyTimer().
    Instant nextTimer() { return instantFromNanoseconds(m_timers.top()->atNs); }
    /// How many tasks have not ended.
    std::uint32_t liveTasks() const { return m_liveTasks; }

    /// On virtual time: one round, moving the clock to the next timer when nothing is ready. False when there
    /// is nothing left to run.
    bool runRound();
    /// On a real clock: the timers that are due, then one round. False when nothing was ready.
    bool runDueRound();
    /// Ends the round behind the entry that runs now; the rest stays ready. For stopping a run at an instant.
    void breakRound() { m_break = true; }

    // For tasks, awaiters and scopes.

    void setTimer(Instant at, TimerTarget& target) { m_timers.push(at, target); }
    void cancelTimer(TimerTarget& target) { m_timers.cancel(target); }
    /// The target fires in the next round, as if its timer had just come due.
    void fireSoon(TimerTarget& target);
    void post(Callback& callback) { push(Entry(&callback, EntryKind::Call)); }
    void postTurn(Task& task) { push(Entry(&task, EntryKind::Turn)); }
    /// Room for that many tasks, so that none is made while they start.
    void reserve(std::size_t tasks);
    /// Starts a task: its first turn is in the next round. `root` is resumed then, and destroyed by whoever
    /// owns it. When it has returned, those who await the task are told.
    void start(Task& task, std::coroutine_handle<> root);
    /// Within a turn: what runs next, once the present frame is suspended. The frames of a task run on one
    /// trampoline: the stack does not grow with their depth, whatever the optimisation level.
    void continueWith(std::coroutine_handle<> next) { m_next = next; }

private:
    enum class EntryKind : std::uint8_t { Turn, Fire, Call };
    struct Entry
    {
        void* what = nullptr;
        std::uint64_t kindAndSequence = 0; // the sequence tells whether a timer was cancelled on its way here

        Entry() = default;
        Entry(void* target, EntryKind kind, std::uint64_t sequence = 0)
            : what(target)
            , kindAndSequence(sequence << 2 | static_cast<std::uint64_t>(kind))
        {
        }
        EntryKind kind() const { return static_cast<EntryKind>(kindAndSequence & 3); }
        std::uint64_t sequence() const { return kindAndSequence >> 2; }
    };
    static_assert(sizeof(Entry) == 16);

    void readClock()
    {
        const Instant measured = m_clock->now();
        if (measured > m_now) m_now = measured;
    }
    void push(const Entry& entry)
    {
        if (m_count == m_ready.size()) growReady(m_ready.size() * 2);
        m_ready[(m_head + m_count++) & (m_ready.size() - 1)] = entry;
    }
    void growReady(std::size_t size);
    void takeDueTimers();
    void runReady();
    void turn(Task& task);
    void taskEnded(Task& task);

    RealClock* m_clock;
    Instant m_now{};
    Task* m_current = nullptr;
    std::coroutine_handle<> m_next;
    std::vector<Entry> m_ready; // a ring; its size is a power of two
    std::size_t m_head = 0;
    std::size_t m_count = 0;
    TimerHeap m_timers;
    std::uint32_t m_liveTasks = 0;
    bool m_break = false;
};

inline void Task::suspendUntil(Instant at, std::coroutine_handle<> resumeHere)
{
    m_parked = resumeHere;
    m_waiter = nullptr;
    m_wait = Wait::Pending;
    m_scheduler.setTimer(at, *this);
    if (m_mustCancel) cancelKept();
}

inline void Task::suspendForOneTurn(std::coroutine_handle<> resumeHere)
{
    m_parked = resumeHere;
    m_waiter = nullptr;
    m_wait = Wait::None;
    m_readySince = m_scheduler.now();
    m_scheduler.postTurn(*this);
}

inline void Task::addEndWatcher(EndWatcher& watcher)
{
    watcher.m_nextWatcher = nullptr;
    (m_lastWatcher != nullptr ? m_lastWatcher->m_nextWatcher : m_firstWatcher) = &watcher;
    m_lastWatcher = &watcher;
}

inline void Task::removeEndWatcher(EndWatcher& watcher)
{
    EndWatcher* before = nullptr;
    for (EndWatcher* w = m_firstWatcher; w != &watcher; w = w->m_nextWatcher)
        before = w;
    (before != nullptr ? before->m_nextWatcher : m_firstWatcher) = watcher.m_nextWatcher;
    if (m_lastWatcher == &watcher) m_lastWatcher = before;
}

inline void Task::wake()
{
    m_wait = Wait::Woken;
    m_readySince = m_scheduler.now();
    m_scheduler.postTurn(*this);
}

inline void Task::wakeCancelled()
{
    m_wait = Wait::Cancelled;
    m_readySince = m_scheduler.now();
    m_scheduler.postTurn(*this);
}

inline void WaitList::wakeFirst()
{
    if (m_first == nullptr) return;
    Waiter& w = *m_first;
    remove(w);
    w.m_task->wake();
}

} // namespace sojourn
