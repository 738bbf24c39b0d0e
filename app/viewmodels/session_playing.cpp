// How the session plays, pauses, steps and scrubs the run that it shows.
#include "scenario/run.h"
#include "viewmodels/live_engine.h"
#include "viewmodels/panels/words.h"
#include "viewmodels/session.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace sojourn {

namespace {

constexpr double slowest = 0.1;
constexpr double fastest = 100;

} // namespace

/// The run that the document shows, on the real clock; null when there is none. While the next one is
/// computed the document still shows the one before, which goes on no more.
Run* Session::shownLiveRun() const
{
    return m_document->isLive() && m_run && m_run->log() == m_document->sharedLog() ? m_run.get() : nullptr;
}

void Session::tick()
{
    const double passedNs = static_cast<double>(m_sinceTick.nsecsElapsed());
    m_sinceTick.restart();
    if (m_document->columns() == nullptr) return;
    if (m_document->isLive()) {
        if (const Run* run = shownLiveRun(); run && !m_document->isEnded())
            m_document->advance(nanoseconds(run->now()));
        if (m_stepAwaited && m_document->stepForward()) {
            m_stepAwaited = false;
            m_ticks.setInterval(frameTime);
            if (m_state != Playing) m_ticks.stop();
        } else if (m_following && m_state == Playing) {
            m_document->setPlayheadNs(m_document->endNs());
        }
        return;
    }
    if (m_state != Playing) return;
    m_playheadNs =
        m_speed == 0 ? static_cast<double>(m_document->endNs()) : m_playheadNs + passedNs * m_speed;
    m_document->setPlayheadNs(static_cast<qint64>(std::min(m_playheadNs, 9e18)));
    if (m_document->isEnded() && m_document->playheadNs() >= m_document->endNs()) setState(Ended);
}

void Session::setState(State state)
{
    if (state == Playing) {
        m_sinceTick.start();
        m_ticks.start();
    } else {
        m_ticks.stop();
    }
    if (state == m_state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Session::setComputing(bool computing)
{
    if (computing == m_computing) return;
    m_computing = computing;
    m_computingLong = false;
    if (computing)
        m_patience.start();
    else
        m_patience.stop();
    Q_EMIT computingChanged();
}

void Session::toggle()
{
    switch (m_state) {
    case Empty:
        break;
    case Ended:
        restart();
        break;
    case Playing:
        pause();
        break;
    case Paused:
        m_stepAwaited = false;
        if (Run* const run = shownLiveRun()) {
            run->setPaused(false);
            setFollowing(true);
        }
        m_playheadNs = static_cast<double>(m_document->playheadNs());
        setState(Playing);
        break;
    }
}

void Session::pause()
{
    if (m_state != Playing) return;
    if (Run* const run = shownLiveRun()) {
        run->setPaused(true);
        m_document->advance(nanoseconds(run->now()));
        if (m_following) m_document->setPlayheadNs(m_document->endNs());
    }
    setState(Paused);
}

void Session::stepForward()
{
    if (m_state == Playing) pause();
    if (m_document->stepForward()) {
        m_playheadNs = static_cast<double>(m_document->playheadNs());
        return;
    }
    // A live run that is paused goes on for one more event; it comes with a later tick.
    if (Run* const run = shownLiveRun(); run && !m_document->isEnded()) {
        m_stepAwaited = true;
        run->requestStep();
        m_ticks.start();
    } else if (m_state == Paused && !m_document->isPartial()) {
        m_document->setPlayheadNs(m_document->endNs());
        setState(Ended);
    }
}

void Session::stepBack()
{
    if (m_state == Playing) pause();
    if (m_document->stepBack()) leftTheEnd();
}

void Session::stepTaskForward()
{
    if (m_document->selectedTask() < 0) return;
    if (m_state == Playing) pause();
    const auto task = static_cast<std::uint32_t>(m_document->selectedTask());
    if (m_document->stepTaskForward(task))
        m_playheadNs = static_cast<double>(m_document->playheadNs());
    else
        remark((m_document->goesOn() ? tr("%1 has no later event yet") : tr("%1 has no later event"))
                   .arg(taskTitle(m_document->info(), task)));
}

void Session::stepTaskBack()
{
    if (m_document->selectedTask() < 0) return;
    if (m_state == Playing) pause();
    const auto task = static_cast<std::uint32_t>(m_document->selectedTask());
    if (m_document->stepTaskBack(task))
        leftTheEnd();
    else
        remark(tr("%1 has no earlier event").arg(taskTitle(m_document->info(), task)));
}

void Session::leftTheEnd()
{
    m_playheadNs = static_cast<double>(m_document->playheadNs());
    setFollowing(false);
    if (m_state == Ended && !m_document->isLive()) setState(Paused);
}

void Session::scrubbed()
{
    m_playheadNs = static_cast<double>(m_document->playheadNs());
    // Before the last of several events of the last instant is not at the end.
    const bool isAtEnd =
        m_document->playheadNs() >= m_document->endNs() &&
        (m_document->columns() == nullptr || m_document->moment().events >= m_document->columns()->folded());
    if (m_document->isLive()) {
        setFollowing(isAtEnd);
    } else if (m_state == Playing) {
        setState(Paused);
    } else if (m_state == Ended && !isAtEnd) {
        setState(Paused);
    }
}

void Session::setFollowing(bool following)
{
    if (following == m_following) return;
    m_following = following;
    if (following && m_document->columns() != nullptr && m_document->isLive()) {
        m_document->setPlayheadNs(m_document->endNs());
    }
    Q_EMIT followingChanged();
}

double Session::effectiveSpeed() const
{
    return m_speed == 0 ? std::numeric_limits<double>::infinity() : m_speed;
}

void Session::setSpeed(double speed)
{
    speed = speed <= 0 ? 0 : std::clamp(speed, slowest, fastest);
    if (speed == m_speed) return;
    m_speed = speed;
    if (m_run && !m_virtualClock) m_run->setSpeed(effectiveSpeed());
    Q_EMIT speedChanged();
}

QString Session::speedText() const
{
    if (m_speed == 0) return QStringLiteral("max");
    if (m_speed >= 100) return QString::number(m_speed, 'f', 0) + QChar(0x00D7); // never 1e+03
    return QString::number(m_speed, 'g', m_speed < 10 ? 2 : 3) + QChar(0x00D7);
}

void Session::setVirtualClock(bool isVirtual)
{
    if (isVirtual == m_virtualClock) return;
    m_virtualClock = isVirtual;
    Q_EMIT clockChanged();
    restart();
}

} // namespace sojourn
