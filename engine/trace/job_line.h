// Who waits for a thread of a pool.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>

namespace sojourn {

/// The jobs of one pool, as events tell of them: sent, and over. Who begins when follows from that, since a
/// pool's line is first come, first served. A job whose task was cancelled meanwhile is taken to have left.
struct JobLine
{
    struct Job
    {
        std::uint32_t task;
        std::int64_t plannedNs; ///< how long it computes

        bool operator==(const Job&) const = default;
    };

    std::uint32_t busy = 0; ///< threads that compute
    std::deque<Job> line;   ///< in the order in which they get a thread

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
};

} // namespace sojourn
