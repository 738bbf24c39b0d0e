// Many deadlines on one timer.
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace sojourn {

/// Calls functions at instants of the steady clock, on the event loop of its thread, in the order of those
/// instants (ties: of setting). One timer serves all: a timer each is late and costs where there are
/// thousands. Never early; up to a millisecond late, or, where `exact`, a tenth of that, for which the thread
/// sleeps up to a millisecond in place.
class Deadlines final : public QObject
{
public:
    using Clock = std::chrono::steady_clock;
    using Key = std::pair<Clock::time_point, std::uint64_t>;

    explicit Deadlines(bool exact);
    Key set(Clock::time_point at, std::function<void()> call);
    void cancel(const Key& key);

private:
    void callDue();
    void arm();

    bool m_exact;
    QTimer m_timer;
    std::uint64_t m_set = 0;
    std::map<Key, std::function<void()>> m_calls;
};

} // namespace sojourn
