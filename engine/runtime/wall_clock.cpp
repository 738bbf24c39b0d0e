#include "runtime/wall_clock.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace sojourn {

namespace {
constexpr auto heedStopEvery = std::chrono::milliseconds(5);
} // namespace

bool WallClock::unpaced() const
{
    return std::isinf(m_speed);
}

Instant WallClock::read() const
{
    if (m_paused || unpaced()) return m_base;
    const auto passed = std::chrono::duration_cast<Duration>(Wall::now() - m_origin);
    if (m_speed == 1) return m_base + passed;
    return m_base + Duration(std::llround(static_cast<double>(passed.count()) * m_speed));
}

Instant WallClock::now()
{
    return read();
}

Instant WallClock::nowFromAnyThread() const
{
    const std::scoped_lock lock(m_mutex);
    return read();
}

void WallClock::rebase()
{
    m_base = read();
    m_origin = Wall::now();
}

void WallClock::start()
{
    setPaused(false);
}

void WallClock::setSpeed(double speed)
{
    const std::scoped_lock lock(m_mutex);
    rebase();
    m_speed = speed;
}

void WallClock::setPaused(bool paused)
{
    const std::scoped_lock lock(m_mutex);
    rebase();
    m_paused = paused;
}

void WallClock::jumpTo(Instant t)
{
    const std::scoped_lock lock(m_mutex);
    rebase();
    m_base = std::max(m_base, t);
}

WallClock::Wall::duration WallClock::realTimeFor(Duration left) const
{
    if (left <= Duration::zero() || unpaced()) return Wall::duration::zero();
    const double real = std::ceil(static_cast<double>(left.count()) / m_speed);
    return std::chrono::duration_cast<Wall::duration>(
        Duration(static_cast<std::int64_t>(std::min(real, 86400e9))));
}

bool WallClock::hold(Duration d)
{
    const Instant end = saturatingAdd(now(), d);
    if (unpaced() || m_paused) { // paused: a step over a work; its time passes at once
        jumpTo(end);
        return !m_stop.load(std::memory_order_relaxed);
    }
    for (;;) {
        if (m_stop.load(std::memory_order_relaxed)) return false;
        const Wall::duration left = realTimeUntil(end);
        if (left <= Wall::duration::zero()) return true;
        std::this_thread::sleep_for(std::min<Wall::duration>(left, heedStopEvery));
    }
}

} // namespace sojourn
