// Hears Ctrl-C and SIGTERM, whatever the program is doing; the window's program as well.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <thread>

namespace sojourn::cli {

/// From its construction on both signals are blocked in this thread and in those that it starts, and a thread
/// of its own waits for them: a run in `work`, or a reader that makes us wait, can't keep them from being
/// heard. The first is kept and told to the handler; the second ends the process at once with 130 or 143.
/// Make it before any other thread.
class SignalListener final
{
public:
    SignalListener();
    ~SignalListener();
    SignalListener(const SignalListener&) = delete;
    SignalListener& operator=(const SignalListener&) = delete;

    /// Called from the listener's thread on the first signal; at once when it has come already. Null takes it
    /// away: then no call is under way or will come.
    void setHandler(std::function<void()> handler);
    /// The exit status of the first signal, 130 or 143; 0 when none came.
    int exitStatus() const { return m_exitStatus.load(std::memory_order_acquire); }

private:
    void listen();
    void hear(int signal);

    std::mutex m_mutex;
    std::function<void()> m_handler;
    std::atomic<int> m_exitStatus{0};
    std::chrono::steady_clock::time_point m_firstHeard; // the listener's own
    int m_signals = -1;                                 // a signalfd
    int m_end = -1;                                     // an eventfd: the listener is to end
    std::thread m_thread;
};

} // namespace sojourn::cli
