// A time-out around some steps of a task.
#pragma once

#include "runtime/scheduler.h"

#include <cstdint>

namespace sojourn {

/// asyncio.timeout (CPython 3.11.7): a timer that cancels its task, and that catches the cancellation where
/// its steps end unless somebody else cancelled the task since it was entered. A counted cancel: on leaving
/// it takes back its own, and catches only when no more are left than there were on entering. Destroying it
/// takes its timer away.
class Timeout final : private TimerTarget
{
public:
    /// Enters it, in the task's own turn. One of 0 or less goes into the ready queue at once.
    Timeout(Task& task, Duration after)
        : m_task(task)
        , m_requestsAtEntry(task.cancelRequests())
    {
        Scheduler& scheduler = task.scheduler();
        if (after <= Duration::zero()) {
            scheduler.fireSoon(*this);
        } else {
            scheduler.setTimer(saturatingAdd(scheduler.now(), after), *this);
        }
    }
    ~Timeout() { m_task.scheduler().cancelTimer(*this); }

    /// Leaves it; `cancelled`: its steps were ended by a cancellation. True: that was its own, and the task
    /// goes on behind it. To be called once.
    bool leave(bool cancelled)
    {
        m_task.scheduler().cancelTimer(*this);
        if (!m_fired) return false;
        return m_task.uncancel() <= m_requestsAtEntry && cancelled;
    }

private:
    void fire() override
    {
        m_task.cancel();
        m_fired = true;
    }

    Task& m_task;
    std::uint32_t m_requestsAtEntry;
    bool m_fired = false;
};

} // namespace sojourn
