#include "net/deadlines.h"

#include <algorithm>
#include <thread>

namespace sojourn {

Deadlines::Deadlines(bool exact)
    : m_exact(exact)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { callDue(); });
}

Deadlines::Key Deadlines::set(Clock::time_point at, std::function<void()> call)
{
    const Key key(at, m_set++);
    const auto place = m_calls.emplace(key, std::move(call)).first;
    if (place == m_calls.begin()) arm();
    return key;
}

void Deadlines::cancel(const Key& key)
{
    m_calls.erase(key); // the timer may come once for nothing
}

void Deadlines::callDue()
{
    while (!m_calls.empty()) {
        const Clock::time_point at = m_calls.begin()->first.first;
        const Clock::duration left = at - Clock::now();
        if (left > Clock::duration::zero()) {
            if (!m_exact || left > std::chrono::milliseconds(1)) break;
            std::this_thread::sleep_until(at);
        }
        const auto due = m_calls.extract(m_calls.begin());
        due.mapped()();
    }
    arm();
}

void Deadlines::arm()
{
    if (m_calls.empty()) return m_timer.stop();
    const Clock::duration left =
        std::max(Clock::duration::zero(), m_calls.begin()->first.first - Clock::now());
    using std::chrono::milliseconds;
    m_timer.start(m_exact ? std::chrono::floor<milliseconds>(left) : std::chrono::ceil<milliseconds>(left));
}

} // namespace sojourn
