// A run on a thread of its own, so that signals are heard and its events can be written while it goes on.
#pragma once

#include "scenario/run.h"
#include "trace/run_info.h"

#include <QThread>

#include <chrono>
#include <future>
#include <memory>

namespace sojourn::cli {

/// Carries one run to its end: on the virtual clock by calling it, on the real clock in an event loop. The
/// run must outlive this object, whose destructor waits for the end.
class RunThread final
{
public:
    RunThread(Run& run, bool isVirtual);
    ~RunThread();
    RunThread(const RunThread&) = delete;
    RunThread& operator=(const RunThread&) = delete;

    /// Waits, at most that long; true when the run is over.
    bool waitFor(std::chrono::milliseconds time);
    /// How it ended. Waits for it; throws what the run threw. Once only.
    RunEnd end();

private:
    std::promise<RunEnd> m_promise;
    std::future<RunEnd> m_future;
    std::unique_ptr<QThread> m_thread;
};

} // namespace sojourn::cli
