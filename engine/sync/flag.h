// A flag that tasks set and wait for.
#pragma once

#include "runtime/scheduler.h"
#include "runtime/task.h"

#include <coroutine>

namespace sojourn {

/// asyncio.Event without clear(): once set it stays set.
class Flag final
{
public:
    Flag() = default;
    Flag(const Flag&) = delete;
    Flag& operator=(const Flag&) = delete;

    bool isSet() const { return m_set; }
    /// Every waiter becomes runnable, in order of waiting. Setting it again does nothing.
    void set()
    {
        m_set = true;
        m_waiters.wakeAll();
    }

    /// Suspends until the flag is set; not when it is already. Result: true, or false when the task was
    /// cancelled first.
    class [[nodiscard]] Wait final : public Waiter
    {
    public:
        explicit Wait(Flag& flag)
            : m_flag(flag)
        {
        }
        bool await_ready() const { return m_flag.m_set; }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        bool await_resume() const { return m_came; }
        void suspend(Task& task, std::coroutine_handle<> h)
        {
            m_came = false;
            m_flag.m_waiters.append(*this);
            task.suspendAt(*this, h);
        }

    private:
        bool onTurn(bool cancelled, bool) override
        {
            m_came = !cancelled;
            return true;
        }
        OnCancel onCancel() override { return OnCancel::CutShort; }

        Flag& m_flag;
        bool m_came = true;
    };
    Wait wait() { return Wait(*this); }

private:
    WaitList m_waiters;
    bool m_set = false;
};

} // namespace sojourn
