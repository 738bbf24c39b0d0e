// Connections to a server: so many at once.
#pragma once

#include "runtime/scheduler.h"
#include "runtime/task.h"

#include <coroutine>

namespace sojourn {

/// At most `limit` requests have a connection at once; the others stand in line, first come, first served.
/// Who gives one back hands it to the first in line: nobody who comes by is faster. Connections that are
/// still open are kept for the next request, without a limit in time.
class Connections final
{
public:
    explicit Connections(std::uint32_t limit)
        : m_limit(limit)
    {
    }
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    /// Before any request: at most so many, whatever was asked for.
    void limitTo(std::uint32_t most)
    {
        if (most < m_limit) m_limit = most;
    }
    std::uint32_t limit() const { return m_limit; }
    std::uint32_t taken() const { return m_taken; }

    /// Takes one if one is free.
    bool tryTake()
    {
        if (m_taken >= m_limit) return false;
        ++m_taken;
        return true;
    }
    /// Of a connection just taken: whether it is one that was left open. On the virtual clock; real ones are
    /// known to the client.
    bool reuseOpen()
    {
        if (m_open == 0) return false;
        --m_open;
        return true;
    }
    /// Gives a connection back. `open`: the next request may use it again.
    void giveBack(bool open)
    {
        if (open) ++m_open;
        if (m_line.empty()) {
            --m_taken;
        } else {
            m_line.wakeFirst();
        }
    }

    /// Suspends the task until a connection is handed to it; await it only when tryTake() found none. Result:
    /// whether it has one (false: the task was cancelled). Resumed by the scheduler. Cancelling leaves the
    /// line; one that was handed a connection already hands it on. Must live until its task's turn.
    class [[nodiscard]] Take final : public Waiter
    {
    public:
        explicit Take(Connections& connections)
            : m_connections(connections)
        {
        }
        bool await_ready() const { return false; }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        bool await_resume() const { return m_has; }
        /// The awaiter's suspension, for who drives it by hand.
        void suspend(Task& task, std::coroutine_handle<> resumeHere)
        {
            m_connections.m_line.append(*this);
            task.suspendAt(*this, resumeHere);
        }

    private:
        bool onTurn(bool cancelled, bool woken) override
        {
            m_has = !cancelled;
            if (cancelled && woken) m_connections.giveBack(false);
            return true;
        }
        OnCancel onCancel() override { return OnCancel::CutShort; }

        Connections& m_connections;
        bool m_has = false;
    };

private:
    std::uint32_t m_limit;
    std::uint32_t m_taken = 0;
    std::uint32_t m_open = 0;
    WaitList m_line;
};

} // namespace sojourn
