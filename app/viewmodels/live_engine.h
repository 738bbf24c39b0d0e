// The thread that live runs have for themselves.
#pragma once

#include "scenario/run.h"

#include <QCoroTask>

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace sojourn {

/// Carries runs on the real clock, on a thread with a Qt event loop of its own: a scenario that blocks its
/// loop blocks nothing else. Destroying it stops the latest run in good order, as Ctrl-C stops one of the
/// command line, and waits for it; one whose clean-up takes more than two seconds ends where it stands.
class LiveEngine final
{
public:
    LiveEngine();
    ~LiveEngine();
    LiveEngine(const LiveEngine&) = delete;
    LiveEngine& operator=(const LiveEngine&) = delete;

    /// Begins a run. `ended` is called on the thread of `receiver`, if that still lives by then.
    void start(std::shared_ptr<Run> run, QObject* receiver, std::function<void(const RunEnd&)> ended);

private:
    struct Worker;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker; // lives on the thread
    std::weak_ptr<Run> m_latest;
};

} // namespace sojourn
