// Who waits for a thread of a pool.
#pragma once

#include "trace/event.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace sojourn {

/// The jobs of one pool, as events tell of them: sent, and over. Who begins when follows from that, since a
/// pool's line is first come, first served. A job whose task is cancelled keeps its thread to its planned
/// end: no event tells of that.
struct JobLine
{
    struct Job
    {
        std::uint32_t task;
        std::int64_t plannedNs; ///< how long it computes

        bool operator==(const Job&) const = default;
    };

    /// A thread that computes for a task that went on without it.
    struct Kept
    {
        std::uint32_t task;
        std::uint32_t place; ///< where whoever draws threads has it
        std::int64_t untilNs;
    };

    std::uint32_t busy = 0;      ///< threads that compute
    std::deque<Job> line;        ///< in the order in which they get a thread
    std::vector<Kept> kept = {}; ///< the one that is free last comes first

    /// Whether it has a thread at once; otherwise it stands at the end of the line.
    bool send(const Job& job, std::uint32_t threads)
    {
        if (busy < threads) {
            ++busy;
            return true;
        }
        line.push_back(job);
        return false;
    }

    /// The task's job leaves the line, which brings nobody a thread.
    void giveUp(std::uint32_t task)
    {
        const auto found = std::ranges::find(line, task, &Job::task);
        if (found != line.end()) line.erase(found);
    }

    /// A thread has become free: the job that takes it, if one waits.
    std::optional<Job> next()
    {
        if (line.empty()) {
            --busy;
            return {};
        }
        const Job job = line.front();
        line.pop_front();
        return job;
    }

    void keep(const Kept& thread)
    {
        kept.insert(std::ranges::lower_bound(kept, thread.untilNs, std::ranges::greater(), &Kept::untilNs),
                    thread);
    }

    /// The task's job turns out to be over: its thread, if it was thought to be kept.
    std::optional<Kept> keptBy(std::uint32_t task)
    {
        const auto found = std::ranges::find(kept, task, &Kept::task);
        if (found == kept.end()) return {};
        const Kept thread = *found;
        kept.erase(found);
        return thread;
    }

    /// A kept thread that is free by then, the first of them.
    std::optional<Kept> freeBy(std::int64_t ns)
    {
        if (kept.empty() || kept.back().untilNs > ns) return {};
        const Kept thread = kept.back();
        kept.pop_back();
        return thread;
    }
};

/// Whether the task of a job that has a thread goes on before the job can be over: then it was cancelled.
inline bool isCutShort(const Event& e, std::int64_t plannedEndNs)
{
    return e.kind != EventKind::OffloadDone &&
           (e.kind == EventKind::Resumed ? e.value : e.timeNs) < plannedEndNs;
}

} // namespace sojourn
