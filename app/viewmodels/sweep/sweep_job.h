// A sweep that is computed while the window goes on.
#pragma once

#include "explore/sweep/sweep.h"
#include "explore/sweep/sweep_order.h"
#include "scenario/run.h"

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace sojourn {

/// Computes a plan on threads of its own, which give way to the window's, and keeps what comes until it is
/// taken. First one run is tried: where that does not end, nothing else would.
class SweepJob final
{
public:
    /// What has come since it was asked last.
    struct News
    {
        std::vector<SweepCell> cells;
        SweepProgress progress;
        bool isTrying = false; ///< the first run has not ended yet
        bool isOver = false;   ///< nothing more will come
        std::string failure;   ///< why it broke off; a sentence
    };

    /// `plan` is sound (sweepProblem()); cells come as SweepOrder deals them out for these goals.
    SweepJob(SweepPlan plan, std::vector<SweepGoal> goals);
    /// Stops it, and waits for the runs under way to notice.
    ~SweepJob();
    SweepJob(const SweepJob&) = delete;
    SweepJob& operator=(const SweepJob&) = delete;

    News take();
    /// Ends it soon; returns at once.
    void stop();
    void setGoals(std::vector<SweepGoal> goals) { m_order.setGoals(std::move(goals)); }

private:
    void work();

    Sweep m_sweep;
    SweepOrder m_order;
    std::unique_ptr<Run> m_trial;
    std::mutex m_mutex; // of m_news
    News m_news;
    std::jthread m_thread; // the last one: it uses the others
};

} // namespace sojourn
