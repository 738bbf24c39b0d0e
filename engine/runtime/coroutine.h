// The coroutine type of the engine, and how it sleeps.
#pragma once

#include "runtime/scheduler.h"

#include <concepts>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory_resource>
#include <new>
#include <optional>
#include <utility>

namespace sojourn {

template <typename T> class Co;

namespace detail {

/// What a coroutine may be given as its first argument to lie in memory of the caller's choice.
template <typename T>
concept GivesFrameMemory = requires(T& t)
{
    {
        t.frameMemory()
        } -> std::convertible_to<std::pmr::memory_resource*>;
};

class CoPromiseBase
{
public:
    static void* operator new(std::size_t bytes) { return newFrame(bytes, std::pmr::new_delete_resource()); }
    template <GivesFrameMemory First, typename... Rest>
    static void* operator new(std::size_t bytes, First& first, Rest&...)
    {
        return newFrame(bytes, first.frameMemory());
    }
    static void operator delete(void* frame, std::size_t bytes)
    {
        FrameOrigin* const origin = static_cast<FrameOrigin*>(frame) - 1;
        origin->memory->deallocate(origin, sizeof(FrameOrigin) + bytes, alignof(FrameOrigin));
    }

    Task& task() const { return *m_task; }
    void belongTo(Task& task) { m_task = &task; }
    void continueAt(std::coroutine_handle<> caller) { m_caller = caller; }
    std::exception_ptr exception() const { return m_exception; }
    void rethrowIfFailed() const
    {
        if (m_exception) std::rethrow_exception(m_exception);
    }

    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept
    {
        struct BackToCaller
        {
            bool await_ready() noexcept { return false; }
            void await_suspend(std::coroutine_handle<>) noexcept { task.scheduler().continueWith(caller); }
            void await_resume() noexcept {}
            Task& task;
            std::coroutine_handle<> caller;
        };
        return BackToCaller{*m_task, m_caller};
    }
    void unhandled_exception() { m_exception = std::current_exception(); }

private:
    struct alignas(__STDCPP_DEFAULT_NEW_ALIGNMENT__) FrameOrigin // stands in front of a frame
    {
        std::pmr::memory_resource* memory;
    };
    static void* newFrame(std::size_t bytes, std::pmr::memory_resource* memory)
    {
        void* const place = memory->allocate(sizeof(FrameOrigin) + bytes, alignof(FrameOrigin));
        return new (place) FrameOrigin{memory} + 1;
    }

    Task* m_task = nullptr;
    std::coroutine_handle<> m_caller;
    std::exception_ptr m_exception;
};

template <typename T> class CoPromise final : public CoPromiseBase
{
public:
    Co<T> get_return_object();
    void return_value(T value) { m_value.emplace(std::move(value)); }
    T take()
    {
        rethrowIfFailed();
        return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
};

template <> class CoPromise<void> final : public CoPromiseBase
{
public:
    Co<void> get_return_object();
    void return_void() {}
    void take() { rethrowIfFailed(); }
};

} // namespace detail

/// A lazy coroutine inside the engine. It starts when it is awaited (or spawned into a Scope) and belongs to
/// the task that awaits it: awaiting takes no turn of the scheduler, like Python's `await coroutine()`. Owns
/// its frame; destroying it before it was awaited runs nothing. Its exception is thrown where it is awaited.
template <typename T> class [[nodiscard]] Co final
{
public:
    using promise_type = detail::CoPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Co(Handle handle)
        : m_handle(handle)
    {
    }
    Co(Co&& other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Co& operator=(Co&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Co()
    {
        if (m_handle) m_handle.destroy();
    }

    /// Starts it and suspends the caller until it has returned, within the same turn. This Co must live until
    /// then, which it does as a temporary or a local of the caller.
    auto operator co_await() { return Awaiter(m_handle); }

    Handle handle() const { return m_handle; }

private:
    class Awaiter final
    {
    public:
        explicit Awaiter(Handle callee)
            : m_callee(callee)
        {
        }
        bool await_ready() const { return false; }
        template <typename Caller> void await_suspend(std::coroutine_handle<Caller> caller)
        {
            Task& task = caller.promise().task();
            m_callee.promise().belongTo(task);
            m_callee.promise().continueAt(caller);
            task.scheduler().continueWith(m_callee);
        }
        T await_resume() { return m_callee.promise().take(); }

    private:
        Handle m_callee;
    };

    Handle m_handle;
};

namespace detail {
template <typename T> Co<T> CoPromise<T>::get_return_object()
{
    return Co<T>(std::coroutine_handle<CoPromise<T>>::from_promise(*this));
}
inline Co<void> CoPromise<void>::get_return_object()
{
    return Co<void>(std::coroutine_handle<CoPromise<void>>::from_promise(*this));
}
} // namespace detail

/// Suspends the task for `duration` (until the next turn but one when its timer is due); one of 0 or less
/// gives up the loop for exactly one turn. Resumed by the scheduler; cancelling cuts it short and takes its
/// timer away. Result: true when it slept to the end, false when it was cancelled.
class [[nodiscard]] sleepFor final
{
public:
    explicit sleepFor(Duration duration)
        : m_duration(duration)
    {
    }
    bool await_ready() const { return false; }
    template <typename Promise> void await_suspend(std::coroutine_handle<Promise> h)
    {
        m_task = &h.promise().task();
        if (m_duration <= Duration::zero()) {
            m_task->suspendForOneTurn(h);
        } else {
            m_task->suspendUntil(saturatingAdd(m_task->scheduler().now(), m_duration), h);
        }
    }
    bool await_resume() const { return !m_task->turnIsCancelled(); }

private:
    Duration m_duration;
    Task* m_task = nullptr;
};

} // namespace sojourn
