#include "cli/signal_listener.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace sojourn::cli {

namespace {

/// `timeout` and some shells signal a process and then its group: that is one signal, not somebody's second
/// Ctrl-C.
constexpr auto oneSignal = std::chrono::milliseconds(100);

sigset_t heardSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

SignalListener::SignalListener()
{
    const sigset_t set = heardSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    m_end = ::eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this] { listen(); });
}

SignalListener::~SignalListener()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_end, &one, sizeof one);
    m_thread.join();
    ::close(m_signals);
    ::close(m_end);
    const sigset_t set = heardSignals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void SignalListener::setHandler(std::function<void()> handler)
{
    const std::scoped_lock lock(m_mutex);
    m_handler = std::move(handler);
    if (m_handler && exitStatus() != 0) m_handler();
}

void SignalListener::listen()
{
    for (;;) {
        struct pollfd watched[] = {{m_signals, POLLIN, 0}, {m_end, POLLIN, 0}};
        if (::poll(watched, 2, -1) < 0) continue; // EINTR
        if (watched[0].revents != 0) {
            signalfd_siginfo info = {};
            if (::read(m_signals, &info, sizeof info) == sizeof info) hear(static_cast<int>(info.ssi_signo));
        } else if (watched[1].revents != 0) {
            return;
        }
    }
}

void SignalListener::hear(int signal)
{
    const int status = 128 + signal;
    const auto now = std::chrono::steady_clock::now();
    int none = 0;
    if (!m_exitStatus.compare_exchange_strong(none, status)) {
        if (now - m_firstHeard >= oneSignal) ::_exit(status);
        return;
    }
    m_firstHeard = now;
    const std::scoped_lock lock(m_mutex);
    if (m_handler) m_handler();
}

} // namespace sojourn::cli
