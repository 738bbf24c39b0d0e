// Two settings over several seeds: is what one has over the other more than luck?
#pragma once

#include "explore/compare/run_figures.h"
#include "scenario/scenario.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

namespace sojourn {

/// The figures that paired seeds can be asked for: those that a run's summary has.
bool isPairable(RunFigure figure);

/// What both settings have with one seed; nothing where a run has no such value.
struct PairedValues
{
    std::optional<double> a, b;

    std::optional<double> difference() const ///< B − A, where both have it
    {
        return a && b ? std::optional(*b - *a) : std::nullopt;
    }
};

/// Runs both settings of a scenario on the virtual clock with one seed after another (replicationSeed()), the
/// same for both: paired, what the seed does to both of them falls out of the difference (common random
/// numbers; Law, Simulation Modeling and Analysis, 11.2). Nothing is recorded.
class PairedSeeds final
{
public:
    PairedSeeds(std::shared_ptr<const Scenario> a, std::shared_ptr<const Scenario> b, std::uint64_t seed,
                RunFigure figure);

    /// The figure with that replication's seed; neither has it when it was stopped. From any thread, and from
    /// several at once.
    PairedValues values(std::uint32_t replication) const;
    /// Runs under way are given up within about a tenth of a second, and no further one begins.
    void requestStop() { m_stopped.store(true, std::memory_order_relaxed); }
    bool isStopped() const { return m_stopped.load(std::memory_order_relaxed); }

private:
    std::optional<double> valueOf(const std::shared_ptr<const Scenario>& scenario, std::uint64_t seed) const;

    std::shared_ptr<const Scenario> m_a, m_b;
    std::uint64_t m_seed;
    RunFigure m_figure;
    std::atomic<bool> m_stopped{false};
};

} // namespace sojourn
