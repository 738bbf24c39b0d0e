// Waiting for what comes next of an exchange.
#pragma once

#include "net/http_client.h"
#include "runtime/scheduler.h"
#include "runtime/task.h"

#include <memory>
#include <utility>

namespace sojourn {

/// Suspends a task until an exchange is further than it was when that was last looked at. Resumed by the
/// scheduler, to which the client's thread (the scheduler's own) posts it. Cancelling ends the wait at once;
/// the exchange goes on until it is aborted. Must live until its task's turn.
class ExchangeWait final : public Waiter
{
public:
    ExchangeWait(std::shared_ptr<HttpExchange> exchange, HttpExchange::Phase seen)
        : m_exchange(std::move(exchange))
        , m_seen(seen)
    {
    }
    ~ExchangeWait() override { m_exchange->onMoved = nullptr; }

    void suspend(Task& task, std::coroutine_handle<> resumeHere)
    {
        m_exchange->onMoved = [this] { look(); };
        task.suspendAt(*this, resumeHere);
        look();
    }

private:
    void look()
    {
        if (m_exchange->phase() == m_seen || !m_task->waiting()) return;
        m_exchange->onMoved = nullptr;
        m_task->wake();
    }
    bool onTurn(bool, bool) override { return true; }
    OnCancel onCancel() override
    {
        m_exchange->onMoved = nullptr;
        return OnCancel::CutShort;
    }

    std::shared_ptr<HttpExchange> m_exchange;
    HttpExchange::Phase m_seen;
};

} // namespace sojourn
