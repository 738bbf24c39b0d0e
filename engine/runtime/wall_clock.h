// Measured time at a pace.
#pragma once

#include "runtime/scheduler.h"
#include "time/time.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace sojourn {

/// The real clock: the run's own time as measured by the steady clock, at a speed (10: ten seconds of the run
/// in a second). It can be paused. With an infinite speed time stands still but for jumpTo() and hold().
/// Belongs to the thread of its scheduler, except where a function says otherwise.
class WallClock final : public RealClock
{
public:
    using Wall = std::chrono::steady_clock;

    explicit WallClock(double speed)
        : m_speed(speed)
    {
    }

    /// Time begins to pass.
    void start();
    Instant now() override;
    /// Sleeps until d has passed; looks at the stop flag every few milliseconds.
    bool hold(Duration d) override;

    double speed() const { return m_speed; }
    bool unpaced() const;
    bool paused() const { return m_paused; }
    void setSpeed(double speed);
    void setPaused(bool paused);
    /// The run's time is t from now on, when that is later.
    void jumpTo(Instant t);
    /// How long until the run's time is t, in real time; zero when it has passed, never above a day.
    Wall::duration realTimeUntil(Instant t) { return realTimeFor(t - now()); }

    /// How much real time a length of the run's time takes; zero when unpaced, never above a day.
    Wall::duration realTimeFor(Duration d) const;

    /// From any thread.
    Instant nowFromAnyThread() const;
    /// From any thread and from signal handlers: hold() ends at once, now and later.
    void stopHolding() noexcept { m_stop.store(true, std::memory_order_relaxed); }

private:
    Instant read() const;
    void rebase();

    mutable std::mutex m_mutex; // the clock's own thread writes under it and reads without it
    Instant m_base{};
    Wall::time_point m_origin{};
    double m_speed;
    bool m_paused = true;
    std::atomic<bool> m_stop{false};
};

} // namespace sojourn
