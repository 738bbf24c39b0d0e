// Computes a sweep on all cores.
#pragma once

#include "explore/sweep/replications.h"
#include "explore/sweep/sweep_plan.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// What one setting came to.
struct SweepCell
{
    std::uint64_t index = 0;        ///< in the whole grid, whichever shard it is of
    std::uint32_t replications = 0; ///< that ran
    std::uint32_t unfinished = 0;   ///< of them: failed, stalled or spun; their numbers count all the same
    std::uint32_t allWarmUp = 0;    ///< of them: made fewer items than the warm-up has
    std::vector<ReplicationEstimate> metrics; ///< by the plan's metrics
    std::string problem;                      ///< why the scenario can't have these values; then nothing ran
};

/// How far it is.
struct SweepProgress
{
    std::uint64_t cellsDone = 0;
    std::uint64_t cells = 0; ///< of the shard
    std::uint64_t runsDone = 0;
    std::uint64_t runs = 0;
};

/// Called one at a time, on the threads that compute.
struct SweepListener
{
    std::function<void(SweepCell)> cellDone; ///< in the order in which they get done, which may be any
    std::function<void(const SweepProgress&)> progress; ///< after each run; may be empty
    /// Which cell is begun next: each of the grid once, then nothing. Empty: in their order, the shard's
    /// only. The order changes no result.
    std::function<std::optional<std::uint64_t>()> nextCell;
};

/// Runs every replication of every cell of a plan's shard on the virtual clock. Threads take one replication
/// after another; what a cell comes to is put together in the order of replications once the last of them is
/// there, so that results are the same bits however many threads there are. Nothing is recorded: memory is
/// that of the runs under way. Needs no event loop.
class Sweep final
{
public:
    /// The plan must be sound (sweepProblem()).
    explicit Sweep(SweepPlan plan);
    ~Sweep();
    Sweep(const Sweep&) = delete;
    Sweep& operator=(const Sweep&) = delete;

    /// Computes with that many threads, at least one, the calling one among them, and returns when all is
    /// done or it was stopped. Once only. Throws what a run threw (lack of memory); the cells that were done
    /// have been told.
    void run(unsigned threads, const SweepListener& listener);

    /// Ends it soon: runs under way are given up, and so are cells that lack some of their replications. From
    /// any thread, also before run().
    void requestStop();
    bool isStopped() const;

    const SweepPlan& plan() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sojourn
