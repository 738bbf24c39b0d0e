// A task: a coroutine with a turn in the ready queue, and what it waits for.
#pragma once

#include "runtime/timer_heap.h"
#include "time/time.h"

#include <coroutine>
#include <cstdint>
#include <utility>

namespace sojourn {

class Scheduler;
class Task;

/// What a suspended task stands at. An awaiter derives from it and lives in the coroutine's frame (or beside
/// it) until the task has had its turn; waiters of one thing are linked through it without allocation.
class Waiter
{
public:
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

protected:
    Waiter() = default;
    virtual ~Waiter() = default;

    /// The task's turn has come. `cancelled`: it meets a cancellation. `woken`: what it waited for came (both
    /// are possible: woken first, cancelled before its turn). True: the task goes on. False: it waits again.
    virtual bool onTurn(bool cancelled, bool woken) = 0;
    enum class OnCancel : std::uint8_t {
        CutShort, ///< the wait is over, and the task becomes runnable
        PassedOn, ///< what is waited for was told; its end will wake the task, which then meets the
                  ///< cancellation
        Kept,     ///< the wait goes on, and the task meets the cancellation when it is over
    };
    /// The task is cancelled while it waits.
    virtual OnCancel onCancel() = 0;

    Task* m_task = nullptr;

private:
    friend class Task;
    friend class Scheduler;
    friend class WaitList;
    Waiter* m_previous = nullptr;
    Waiter* m_next = nullptr;
    class WaitList* m_list = nullptr;
};

/// Waiters in order of arrival.
class WaitList final
{
public:
    WaitList() = default;
    WaitList(const WaitList&) = delete;
    WaitList& operator=(const WaitList&) = delete;

    bool empty() const { return m_first == nullptr; }
    std::size_t size() const
    {
        std::size_t n = 0;
        for (const Waiter* w = m_first; w != nullptr; w = w->m_next)
            ++n;
        return n;
    }
    void append(Waiter& w)
    {
        w.m_list = this;
        w.m_previous = m_last;
        w.m_next = nullptr;
        (m_last != nullptr ? m_last->m_next : m_first) = &w;
        m_last = &w;
    }
    /// Takes a waiter out, wherever it stands; nothing when it stands in no list.
    static void remove(Waiter& w)
    {
        if (w.m_list == nullptr) return;
        (w.m_previous != nullptr ? w.m_previous->m_next : w.m_list->m_first) = w.m_next;
        (w.m_next != nullptr ? w.m_next->m_previous : w.m_list->m_last) = w.m_previous;
        w.m_list = nullptr;
    }
    /// Wakes the first waiter: it leaves the list and its task becomes runnable. Nothing when there is none.
    inline void wakeFirst();
    /// Wakes all, in order.
    void wakeAll()
    {
        while (!empty())
            wakeFirst();
    }

private:
    Waiter* m_first = nullptr;
    Waiter* m_last = nullptr;
};

/// Who awaits the end of a task, as a node in its list of them, in order of asking; see gather.h. Defined in
/// scheduler.h.
class EndWatcher;

/// How a task ended, for those who await it.
enum class TaskEnd : std::uint8_t { Finished, Cancelled, Failed };

/// The control block of one task. Its rules are those of asyncio.Task (CPython 3.11): a cancellation cuts a
/// pending wait short, or is kept and met at the next turn; several before that turn are met as one; they are
/// counted, so that a time-out can tell its own from others'. Owned by a Scope; never moves.
class Task final : private TimerTarget
{
public:
    Task(Scheduler& scheduler, std::uint32_t id)
        : TimerTarget(Kind::Task)
        , m_scheduler(scheduler)
        , m_id(id)
    {
    }

    std::uint32_t id() const { return m_id; }
    bool ended() const { return m_ended; }
    /// How it ended; Finished before that. As in asyncio, one that ends of itself with a cancellation still
    /// kept is a cancelled one.
    TaskEnd end() const { return m_end; }
    /// Told by its coroutine before it returns; without, it finishes.
    void endsAs(TaskEnd end) { m_end = end; }
    /// Whether it waits for something that has not come (it is neither running nor ready).
    bool waiting() const { return m_wait == Wait::Pending; }
    Scheduler& scheduler() const { return m_scheduler; }

    /// Asks the task to end: see the class. False when it has ended already.
    bool cancel();
    /// How many cancellations were asked for and not taken back.
    std::uint32_t cancelRequests() const { return m_cancelRequests; }
    /// Takes one back and returns how many are left.
    std::uint32_t uncancel() { return m_cancelRequests > 0 ? --m_cancelRequests : 0; }

    /// Whether a cancellation is kept for the next suspension; it is then taken, to be met right here. For a
    /// run that is interrupted while this task has its turn.
    bool takeKeptCancellation() { return std::exchange(m_mustCancel, false); }

    // For awaiters. All of them run in the task's own turn.

    /// Whether this turn meets a cancellation. Asked once a resumption, by await_resume.
    bool turnIsCancelled() const { return m_turnCancelled; }
    /// Since when it was runnable before this turn.
    Instant readySince() const { return m_readySince; }
    /// The task stands at `waiter` from now on; a cancellation of itself that is still kept cuts it short at
    /// once.
    void suspendAt(Waiter& waiter, std::coroutine_handle<> resumeHere)
    {
        m_parked = resumeHere;
        waiter.m_task = this;
        m_waiter = &waiter;
        m_wait = Wait::Pending;
        if (m_mustCancel) cancelKept();
    }
    /// The task sleeps until `at`.
    inline void suspendUntil(Instant at, std::coroutine_handle<> resumeHere);
    /// The task gives up the loop for exactly one turn.
    inline void suspendForOneTurn(std::coroutine_handle<> resumeHere);
    /// A waiter that looked again and found nothing: it waits on.
    void waitAgain(Waiter& waiter)
    {
        m_waiter = &waiter;
        m_wait = Wait::Pending;
    }
    /// What the task waits for has come: it becomes runnable, behind all that are.
    inline void wake();
    /// As wake(), and it meets a cancellation on its turn.
    inline void wakeCancelled();

    inline void addEndWatcher(EndWatcher& watcher);
    /// Takes out one that was added and not told yet; costs a look at each.
    inline void removeEndWatcher(EndWatcher& watcher);

private:
    friend class Scheduler;
    friend class WaitList;
    enum class Wait : std::uint8_t { None, Pending, Woken, Cancelled };

    void fire() override; // a sleep is over
    void dueAt(Instant at) override { m_readySince = at; }
    void cancelKept();
    bool cutShort();

    Scheduler& m_scheduler;
    std::coroutine_handle<> m_parked; // where it goes on at its next turn
    std::coroutine_handle<> m_root;   // its outermost frame; owned by its scope
    Waiter* m_waiter = nullptr;       // null while it runs, is ready by itself, or sleeps
    EndWatcher* m_firstWatcher = nullptr;
    EndWatcher* m_lastWatcher = nullptr;
    Instant m_readySince{};
    std::uint32_t m_id;
    std::uint32_t m_cancelRequests = 0;
    Wait m_wait = Wait::None;
    TaskEnd m_end = TaskEnd::Finished;
    bool m_mustCancel = false;
    bool m_turnCancelled = false;
    bool m_started = false;
    bool m_ended = false;
};

} // namespace sojourn
