#include "runtime/scheduler.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace sojourn {

bool Task::cancel()
{
    if (m_ended) return false;
    ++m_cancelRequests;
    if (m_wait == Wait::Pending && cutShort()) return true;
    m_mustCancel = true;
    return true;
}

void Task::cancelKept()
{
    if (cutShort()) m_mustCancel = false;
}

bool Task::cutShort()
{
    if (m_waiter == nullptr) {
        m_scheduler.cancelTimer(*this); // a sleep; a sleep of 0 is not pending
    } else {
        switch (m_waiter->onCancel()) {
        case Waiter::OnCancel::CutShort:
            WaitList::remove(*m_waiter);
            break;
        case Waiter::OnCancel::PassedOn:
            return true;
        case Waiter::OnCancel::Kept:
            return false;
        }
    }
    wakeCancelled();
    return true;
}

void Task::fire()
{
    // Its timer came due: it is runnable from now on, and was from the instant that the timer was set to.
    const Instant due = m_readySince;
    wake();
    m_readySince = std::min(due, m_readySince);
}

bool Scheduler::work(Duration d)
{
    if (m_clock != nullptr) {
        const bool whole = m_clock->hold(d);
        readClock();
        return whole;
    }
    m_now = saturatingAdd(m_now, d);
    return true;
}

void Scheduler::fireSoon(TimerTarget& target)
{
    push(Entry(&target, EntryKind::Fire, m_timers.sequenceForReadyQueue(target)));
}

void Scheduler::start(Task& task, std::coroutine_handle<> root)
{
    ++m_liveTasks;
    task.m_parked = task.m_root = root;
    task.m_readySince = now();
    postTurn(task);
}

void Scheduler::taskEnded(Task& task)
{
    task.m_ended = true;
    if (task.m_mustCancel && task.m_end == TaskEnd::Finished) task.m_end = TaskEnd::Cancelled;
    --m_liveTasks;
    for (EndWatcher* w = task.m_firstWatcher; w != nullptr;) {
        EndWatcher* const next = w->m_nextWatcher;
        post(*w);
        w = next;
    }
    task.m_firstWatcher = task.m_lastWatcher = nullptr;
}

void Scheduler::reserve(std::size_t tasks)
{
    if (tasks > m_ready.size()) growReady(std::bit_ceil(tasks));
    m_timers.reserve(tasks);
}

void Scheduler::growReady(std::size_t size)
{
    std::vector<Entry> larger(size);
    for (std::size_t i = 0; i < m_count; ++i)
        larger[i] = m_ready[(m_head + i) & (m_ready.size() - 1)];
    m_ready.swap(larger);
    m_head = 0;
}

void Scheduler::takeDueTimers()
{
    const std::int64_t now = nanoseconds(m_now);
    if (m_timers.noneDue(now)) return;
    while (const TimerHeap::Entry* top = m_timers.top()) {
        if (top->atNs > now) break;
        const TimerHeap::Entry entry = m_timers.pop();
        entry.target->dueAt(instantFromNanoseconds(entry.atNs));
        push(Entry(entry.target, EntryKind::Fire, entry.sequence));
    }
}

void Scheduler::runReady()
{
    m_break = false;
    for (std::size_t n = m_count; n > 0 && !m_break; --n) {
        const Entry entry = m_ready[m_head];
        m_head = (m_head + 1) & (m_ready.size() - 1);
        --m_count;
        switch (entry.kind()) {
        case EntryKind::Turn:
            turn(*static_cast<Task*>(entry.what));
            break;
        case EntryKind::Fire:
            if (!m_timers.wasCancelled(entry.sequence())) {
                auto* const target = static_cast<TimerTarget*>(entry.what);
                target->m_place = TimerTarget::Place::None;
                target->fire();
            }
            break;
        case EntryKind::Call:
            static_cast<Callback*>(entry.what)->call();
            break;
        }
    }
}

bool Scheduler::runRound()
{
    if (m_count == 0) {
        const TimerHeap::Entry* const top = m_timers.top();
        if (top == nullptr) return false;
        const Instant next = instantFromNanoseconds(top->atNs);
        m_now = std::max(m_now, next);
        // Nothing is ready, so this timer alone has the coming round if no other is due with it. Its round is
        // then run right here: what it makes ready runs in the round behind it.
        const TimerHeap::Entry entry = m_timers.pop();
        if (m_timers.noneDue(nanoseconds(m_now))) {
            entry.target->m_place = TimerTarget::Place::None;
            if (entry.target->m_kind == TimerTarget::Kind::Task) {
                // The round behind it would be the turn of this task and nothing else.
                Task& task = static_cast<Task&>(*entry.target);
                task.m_readySince = next;
                m_break = false;
                turn(task);
                return true;
            }
            entry.target->dueAt(next);
            entry.target->fire();
        } else {
            entry.target->dueAt(next);
            push(Entry(entry.target, EntryKind::Fire, entry.sequence));
        }
    }
    takeDueTimers();
    runReady();
    return true;
}

bool Scheduler::runDueRound()
{
    readClock();
    takeDueTimers();
    if (m_count == 0) return false;
    runReady();
    return true;
}

void Scheduler::turn(Task& task)
{
    const bool woken = task.m_wait == Task::Wait::Woken;
    const bool cancelled = task.m_mustCancel || task.m_wait == Task::Wait::Cancelled;
    task.m_mustCancel = false;
    task.m_wait = Task::Wait::None;
    m_current = &task;
    if (Waiter* const waiter = task.m_waiter) {
        task.m_waiter = nullptr;
        if (!waiter->onTurn(cancelled, woken)) return;
    }
    task.m_turnCancelled = cancelled;
    if (!task.m_started) {
        task.m_started = true;
        if (cancelled) { // before its first turn: it ends without having run
            task.m_end = TaskEnd::Cancelled;
            taskEnded(task);
            return;
        }
    }
    m_next = task.m_parked;
    do {
        const std::coroutine_handle<> next = std::exchange(m_next, nullptr);
        next.resume();
    } while (m_next);
    if (task.m_root.done()) taskEnded(task);
}

} // namespace sojourn
