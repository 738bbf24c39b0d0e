#include "explore/compare/paired_seeds.h"

#include "explore/sweep/replications.h"
#include "scenario/run.h"

#include <utility>

namespace sojourn {

namespace {

/// As in a sweep: as many items on their way as leave room for other threads' runs.
constexpr std::uint64_t mostItemsARun = 10'000'000;

} // namespace

bool isPairable(RunFigure figure)
{
    return figure != RunFigure::PutWait && figure != RunFigure::Starved && figure != RunFigure::QueueFull &&
           figure != RunFigure::Utilisation;
}

PairedSeeds::PairedSeeds(std::shared_ptr<const Scenario> a, std::shared_ptr<const Scenario> b,
                         std::uint64_t seed, RunFigure figure)
    : m_a(std::move(a))
    , m_b(std::move(b))
    , m_seed(seed)
    , m_figure(figure)
{
}

std::optional<double> PairedSeeds::valueOf(const std::shared_ptr<const Scenario>& scenario,
                                           std::uint64_t seed) const
{
    if (isStopped()) return {};
    RunOptions options;
    options.seed = seed;
    options.maxWaitingItems = mostItemsARun;
    options.logLevel = LogLevel::Critical;
    Run* underWay = nullptr;
    options.progress = [this, &underWay] {
        if (isStopped()) underWay->requestAbandon();
    };
    Run run(scenario, std::move(options));
    underWay = &run;
    run.runVirtual();
    if (isStopped()) return {};
    const Checked<Metric> metric = metricNamed(runFigureName(m_figure), *run.info());
    return metric ? metric->valueIn(run.summary()) : std::nullopt;
}

PairedValues PairedSeeds::values(std::uint32_t replication) const
{
    const std::uint64_t seed = replicationSeed(m_seed, replication);
    PairedValues values;
    values.a = valueOf(m_a, seed);
    values.b = valueOf(m_b, seed);
    return isStopped() ? PairedValues() : values;
}

} // namespace sojourn
