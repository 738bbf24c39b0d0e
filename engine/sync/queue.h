// The queue: what items wait in, and tasks wait for.
#pragma once

#include "runtime/scheduler.h"
#include "runtime/task.h"
#include "trace/run_info.h"

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace sojourn {

/// The place of an item in a priority queue: lowest first, `last` behind all others, ties in order of
/// arrival.
struct Priority
{
    double value = 0;
    bool last = false;
};

/// asyncio.Queue, LifoQueue and PriorityQueue (CPython 3.11) in one: a bounded or unbounded queue for tasks
/// of one scheduler. put() suspends while it is full, get() while it is empty. Waiters are woken first come,
/// first served, one an item or a slot; a woken one looks again on its turn, and waits again at the end of
/// the line when another came by first. One that is cancelled after it was woken passes its wake-up on if
/// there still is an item or a slot.
template <typename T> class Queue final
{
public:
    /// A capacity of 0 is no limit.
    explicit Queue(std::size_t capacity = 0, QueueOrder order = QueueOrder::Fifo)
        : m_capacity(capacity)
        , m_order(order)
    {
    }
    Queue(const Queue&) = delete;
    Queue& operator=(const Queue&) = delete;

    std::size_t size() const { return m_size; }
    std::size_t capacity() const { return m_capacity; }
    bool empty() const { return m_size == 0; }
    bool full() const { return m_capacity != 0 && m_size >= m_capacity; }
    /// How many puts no taskDone() has answered.
    std::uint64_t unfinished() const { return m_unfinished; }
    std::size_t waitingToPut() const { return m_putters.size(); }
    std::size_t waitingToGet() const { return m_getters.size(); }

    /// Puts at once, or returns false when the queue is full. Never suspends.
    bool tryPut(T item, Priority priority = {})
    {
        if (full()) return false;
        store(std::move(item), priority);
        ++m_unfinished;
        m_getters.wakeFirst();
        return true;
    }
    /// Takes at once, or nothing when the queue is empty. Never suspends.
    std::optional<T> tryGet()
    {
        if (empty()) return std::nullopt;
        std::optional<T> item(take());
        m_putters.wakeFirst();
        return item;
    }
    /// Counts one item that was got as finished. False when there is none (asyncio raises ValueError).
    [[nodiscard]] bool taskDone()
    {
        if (m_unfinished == 0) return false;
        if (--m_unfinished == 0) m_joiners.wakeAll();
        return true;
    }

    /// Awaits room. Result: true when the item is in, false when the task was cancelled first (the item is
    /// then gone).
    class [[nodiscard]] Put final : public Waiter
    {
    public:
        Put(Queue& queue, T item, Priority priority = {})
            : m_queue(queue)
            , m_item(std::move(item))
            , m_priority(priority)
        {
        }
        bool await_ready() { return m_in = m_queue.tryPut(std::move(m_item), m_priority); }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        bool await_resume() const { return m_in; }
        void suspend(Task& task, std::coroutine_handle<> h)
        {
            m_queue.m_putters.append(*this);
            task.suspendAt(*this, h);
        }

    private:
        bool onTurn(bool cancelled, bool woken) override
        {
            if (cancelled) {
                if (woken && !m_queue.full()) m_queue.m_putters.wakeFirst();
                return true;
            }
            if (m_queue.full()) {
                m_queue.m_putters.append(*this);
                this->m_task->waitAgain(*this);
                return false;
            }
            m_in = m_queue.tryPut(std::move(m_item), m_priority);
            return true;
        }
        OnCancel onCancel() override { return OnCancel::CutShort; }

        Queue& m_queue;
        T m_item;
        Priority m_priority;
        bool m_in = false;
    };
    Put put(T item, Priority priority = {}) { return Put(*this, std::move(item), priority); }

    /// Awaits an item. Result: the item, or nothing when the task was cancelled first.
    class [[nodiscard]] Get final : public Waiter
    {
    public:
        explicit Get(Queue& queue)
            : m_queue(queue)
        {
        }
        bool await_ready()
        {
            m_item = m_queue.tryGet();
            return m_item.has_value();
        }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        std::optional<T> await_resume() { return std::move(m_item); }
        void suspend(Task& task, std::coroutine_handle<> h)
        {
            m_queue.m_getters.append(*this);
            task.suspendAt(*this, h);
        }

    private:
        bool onTurn(bool cancelled, bool woken) override
        {
            if (cancelled) {
                if (woken && !m_queue.empty()) m_queue.m_getters.wakeFirst();
                return true;
            }
            m_item = m_queue.tryGet();
            if (m_item) return true;
            m_queue.m_getters.append(*this);
            this->m_task->waitAgain(*this);
            return false;
        }
        OnCancel onCancel() override { return OnCancel::CutShort; }

        Queue& m_queue;
        std::optional<T> m_item;
    };
    Get get() { return Get(*this); }

    /// Awaits that no item is unfinished; does not suspend when none is. A woken joiner does not look again.
    /// Result: true, or false when the task was cancelled first.
    class [[nodiscard]] Join final : public Waiter
    {
    public:
        explicit Join(Queue& queue)
            : m_queue(queue)
        {
        }
        bool await_ready() const { return m_queue.m_unfinished == 0; }
        template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
        {
            suspend(h.promise().task(), h);
        }
        bool await_resume() const { return m_joined; }
        void suspend(Task& task, std::coroutine_handle<> h)
        {
            m_joined = false;
            m_queue.m_joiners.append(*this);
            task.suspendAt(*this, h);
        }

    private:
        bool onTurn(bool cancelled, bool) override
        {
            m_joined = !cancelled;
            return true;
        }
        OnCancel onCancel() override { return OnCancel::CutShort; }

        Queue& m_queue;
        bool m_joined = true;
    };
    Join join() { return Join(*this); }

private:
    struct Ranked
    {
        Priority priority;
        std::uint64_t arrival;
        T item;
        // std::push_heap keeps the largest on top: "less" is "comes out later".
        bool operator<(const Ranked& other) const
        {
            if (priority.last != other.priority.last) return priority.last;
            if (!priority.last && priority.value != other.priority.value) {
                return priority.value > other.priority.value;
            }
            return arrival > other.arrival;
        }
    };

    void store(T item, Priority priority)
    {
        if (m_order == QueueOrder::Priority) {
            m_ranked.push_back({priority, m_arrivals++, std::move(item)});
            std::push_heap(m_ranked.begin(), m_ranked.end());
        } else {
            if (m_size == m_ring.size()) growRing();
            m_ring[(m_head + m_size) & (m_ring.size() - 1)] = std::move(item);
        }
        ++m_size;
    }
    T take()
    {
        --m_size;
        switch (m_order) {
        case QueueOrder::Fifo: {
            const std::size_t at = m_head;
            m_head = (m_head + 1) & (m_ring.size() - 1);
            return std::move(m_ring[at]);
        }
        case QueueOrder::Lifo:
            return std::move(m_ring[(m_head + m_size) & (m_ring.size() - 1)]);
        case QueueOrder::Priority:
            break;
        }
        std::pop_heap(m_ranked.begin(), m_ranked.end());
        T item = std::move(m_ranked.back().item);
        m_ranked.pop_back();
        return item;
    }
    void growRing()
    {
        std::vector<T> larger(m_ring.empty() ? 16 : m_ring.size() * 2);
        for (std::size_t i = 0; i < m_size; ++i)
            larger[i] = std::move(m_ring[(m_head + i) & (m_ring.size() - 1)]);
        m_ring.swap(larger);
        m_head = 0;
    }

    std::size_t m_capacity;
    std::size_t m_size = 0;
    QueueOrder m_order;
    std::size_t m_head = 0;
    std::vector<T> m_ring; // fifo and lifo; its size is a power of two
    std::vector<Ranked> m_ranked;
    std::uint64_t m_arrivals = 0;
    std::uint64_t m_unfinished = 0;
    WaitList m_getters;
    WaitList m_putters;
    WaitList m_joiners;
};

} // namespace sojourn
