#include "explore/sweep/sweep.h"

#include "explore/sweep/pooled_durations.h"
#include "explore/sweep/uneven_services.h"
#include "scenario/run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace sojourn {

namespace {

/// As many items on their way in one run as still leave room for other threads' runs. The same number on
/// every machine and for every number of threads, since it is part of the result.
constexpr std::uint64_t mostItemsARun = 10'000'000;

/// Where no replication has had anything of a kind, so many items are asked for before that says that there
/// is none: as a 99th percentile does.
constexpr std::uint64_t leastWithoutAny = 3000;

/// Whether all replications have the least or the most that such a metric can be: nobody waited, nothing was
/// turned away, never was anybody idle.
bool isAtItsEnd(const ReplicationEstimate& estimate, MetricUnit unit)
{
    if (!estimate.low || *estimate.low != *estimate.high) return false;
    return (*estimate.mean == 0 && (unit == MetricUnit::Seconds || unit == MetricUnit::Ratio)) ||
           (*estimate.mean == 1 && unit == MetricUnit::Ratio);
}

/// Durations of which some metric of a plan is a percentile.
struct PercentileSource
{
    Durations durations;
    std::uint32_t object;

    bool operator==(const PercentileSource&) const = default;
};

PercentileSource sourceOf(const Metric& percentile)
{
    return {durationsOf(percentile.path), percentile.object};
}

/// Each once.
std::vector<PercentileSource> sourcesIn(const SweepPlan& plan)
{
    std::vector<PercentileSource> sources;
    if (plan.replications < 2) return sources; // a run's own percentile is that of all its items
    for (const auto& [name, metric] : plan.metrics) {
        const PercentileSource source = sourceOf(metric);
        if (percentOf(metric.path) > 0 && std::ranges::find(sources, source) == sources.end())
            sources.push_back(source);
    }
    return sources;
}

/// A cell of which some replications are still to come.
struct OpenCell
{
    std::uint64_t index = 0;
    std::once_flag resolved; // by the thread that is there first
    std::shared_ptr<const Scenario> scenario;
    std::string problem;
    std::vector<std::vector<std::optional<double>>> values; // by metric, by replication
    std::vector<double> lengths;                            // in seconds, behind the warm-up, by replication
    std::vector<std::uint64_t> items;                       // that were made, by replication
    std::mutex pooling;                                     // of what follows
    std::vector<PooledDurations> pooled; // by source; counts, so the order of replications is no matter
    std::atomic<std::uint32_t> unfinished{0};
    std::atomic<std::uint32_t> allWarmUp{0};
    std::atomic<std::uint32_t> missing{0}; // replications

    SweepCell closed(const SweepPlan& plan, const std::vector<PercentileSource>& sources) const
    {
        SweepCell cell;
        cell.index = index;
        cell.problem = problem;
        if (problem.empty() && !values.empty())
            cell.replications = static_cast<std::uint32_t>(values.front().size());
        cell.unfinished = unfinished.load(std::memory_order_relaxed);
        cell.allWarmUp = allWarmUp.load(std::memory_order_relaxed);
        for (std::size_t i = 0; i < values.size(); ++i)
            cell.metrics.push_back(estimated(i, plan.metrics[i].metric, sources));
        if (scenario && plan.replications > 1) leaveOutUntold(cell, plan);
        return cell;
    }

private:
    ReplicationEstimate estimated(std::size_t i, const Metric& metric,
                                  const std::vector<PercentileSource>& sources) const
    {
        const double percent = percentOf(metric.path);
        const auto source = std::ranges::find(sources, sourceOf(metric));
        if (percent > 0 && source != sources.end())
            return pooled[static_cast<std::size_t>(source - sources.begin())].percentile(
                percent, estimateOf(values[i]).count);
        ReplicationEstimate estimate =
            metric.unit == MetricUnit::Ratio ? estimateOf(values[i], 1) : estimateOf(values[i]);
        if (isAtItsEnd(estimate, metric.unit) && mayBeByChance(metric)) {
            estimate.low.reset();
            estimate.high.reset();
        }
        return estimate;
    }
    /// Intervals that would be wrong together with the replications.
    void leaveOutUntold(SweepCell& cell, const SweepPlan& plan) const
    {
        const UnevenServices services(*scenario);
        const double seconds = std::accumulate(lengths.begin(), lengths.end(), 0.0);
        for (std::size_t i = 0; i < cell.metrics.size(); ++i)
            if (!services.areTold(plan.metrics[i].metric, seconds))
                cell.metrics[i].low.reset(), cell.metrics[i].high.reset();
    }
    /// Runs that differ, of too few items in all.
    bool mayBeByChance(const Metric& metric) const
    {
        const bool isRandom = std::ranges::adjacent_find(lengths, std::not_equal_to()) != lengths.end();
        const bool isOfLosses = metric.path.ends_with("dropped_ratio");
        if (isOfLosses &&
            std::ranges::all_of(scenario->queues, [](const auto& q) { return q.capacity == 0; }))
            return false;
        return isRandom && std::accumulate(items.begin(), items.end(), std::uint64_t{0}) < leastWithoutAny;
    }
};

/// A run that is to be made.
struct Job
{
    std::shared_ptr<OpenCell> cell;
    std::uint32_t replication = 0;
};

/// While it lives a run is known to whoever stops the sweep.
class UnderWay final
{
public:
    UnderWay(std::mutex& mutex, Run*& slot, Run& run)
        : m_mutex(mutex)
        , m_slot(slot)
    {
        const std::scoped_lock lock(m_mutex);
        m_slot = &run;
    }
    ~UnderWay()
    {
        const std::scoped_lock lock(m_mutex);
        m_slot = nullptr;
    }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

private:
    std::mutex& m_mutex;
    Run*& m_slot;
};

bool isFinished(Outcome outcome)
{
    return outcome == Outcome::Finished || outcome == Outcome::Until;
}

} // namespace

struct Sweep::Private
{
    explicit Private(SweepPlan p)
        : plan(std::move(p))
        , sources(sourcesIn(plan))
        , cells(plan.cellCount())
        , nextCell(plan.shard.number - 1)
    {
        progress.cells = plan.ownCellCount();
        progress.runs = progress.cells * plan.replications;
    }

    std::optional<std::uint64_t> cellInOrder()
    {
        if (nextCell >= cells) return {};
        return std::exchange(nextCell, nextCell + plan.shard.count);
    }

    std::optional<Job> nextJob(const SweepListener& listener)
    {
        const std::scoped_lock lock(dealing);
        if (stopped.load(std::memory_order_relaxed)) return {};
        if (!current || nextReplication == plan.replications) {
            const auto cell = listener.nextCell ? listener.nextCell() : cellInOrder();
            if (!cell) return {};
            current = openCell(*cell);
            nextReplication = 0;
        }
        return Job{current, nextReplication++};
    }

    std::shared_ptr<OpenCell> openCell(std::uint64_t index) const
    {
        auto cell = std::make_shared<OpenCell>();
        cell->index = index;
        cell->values.assign(plan.metrics.size(), std::vector<std::optional<double>>(plan.replications));
        cell->lengths.resize(plan.replications);
        cell->items.resize(plan.replications);
        cell->pooled.assign(sources.size(), PooledDurations(plan.replications));
        cell->missing = plan.replications;
        return cell;
    }

    void resolve(OpenCell& cell) const
    {
        std::call_once(cell.resolved, [&] {
            auto scenario = plan.file.resolve(plan.allValuesOf(cell.index));
            if (scenario)
                cell.scenario = std::make_shared<const Scenario>(std::move(*scenario));
            else
                cell.problem = scenario.problem().sentence();
        });
    }

    RunOptions optionsFor(const Job& job) const
    {
        RunOptions options;
        options.seed = replicationSeed(plan.seed, job.replication);
        options.until = plan.until;
        options.maxWaitingItems = mostItemsARun;
        options.logLevel = LogLevel::Critical;
        options.warmUpItems = plan.warmUp.isFound ? 0 : plan.warmUp.items;
        options.keepSojourns = plan.warmUp.isFound;
        return options;
    }

    /// Outcome::Running when it was given up.
    Outcome runToEnd(Run& run, Run*& slot)
    {
        const UnderWay known(runsUnderWay, slot, run);
        if (stopped.load(std::memory_order_relaxed)) return Outcome::Running; // before the run was known
        const Outcome outcome = run.runVirtual().outcome;
        return stopped.load(std::memory_order_relaxed) ? Outcome::Running : outcome;
    }

    /// One replication; false when it was given up. Where a warm-up is found the run is made once more
    /// without it: runs are what their seed makes them.
    bool carryOut(const Job& job, Run*& slot)
    {
        RunOptions options = optionsFor(job);
        auto run = std::make_unique<Run>(job.cell->scenario, options);
        const Outcome outcome = runToEnd(*run, slot);
        if (outcome == Outcome::Running) return false;
        if (!isFinished(outcome)) job.cell->unfinished.fetch_add(1, std::memory_order_relaxed);
        if (const std::uint32_t warmUp = foundWarmUp(run->sojourns()); warmUp > 0 && isFinished(outcome)) {
            options.warmUpItems = warmUp;
            options.keepSojourns = false;
            run = std::make_unique<Run>(job.cell->scenario, options);
            if (runToEnd(*run, slot) == Outcome::Running) return false;
        }
        const Summary summary = run->summary();
        if (!plan.warmUp.isFound && plan.warmUp.items > 0 && summary.items.made < plan.warmUp.items)
            job.cell->allWarmUp.fetch_add(1, std::memory_order_relaxed);
        job.cell->lengths[job.replication] = summary.countedSeconds();
        job.cell->items[job.replication] = summary.items.made;
        for (std::size_t i = 0; i < plan.metrics.size(); ++i)
            job.cell->values[i][job.replication] = plan.metrics[i].metric.valueIn(summary);
        pool(*run, job);
        return true;
    }

    void pool(const Run& run, const Job& job) const
    {
        const std::scoped_lock lock(job.cell->pooling);
        for (std::size_t i = 0; i < sources.size(); ++i)
            run.addTo(job.cell->pooled[i].of(job.replication), sources[i].durations, sources[i].object);
    }

    void tell(const Job& job, const SweepListener& listener)
    {
        const bool isLast = job.cell->missing.fetch_sub(1, std::memory_order_acq_rel) == 1;
        std::optional<SweepCell> done;
        if (isLast) done = job.cell->closed(plan, sources);
        const std::scoped_lock lock(telling);
        ++progress.runsDone;
        progress.cellsDone += isLast;
        if (done) listener.cellDone(std::move(*done));
        if (listener.progress) listener.progress(progress);
    }

    void work(std::size_t thread, const SweepListener& listener)
    {
        try {
            while (const auto job = nextJob(listener)) {
                resolve(*job->cell);
                if (job->cell->scenario && !carryOut(*job, underWay[thread])) return;
                tell(*job, listener);
            }
        } catch (...) {
            const std::scoped_lock lock(telling);
            if (!failure) failure = std::current_exception();
            stop();
        }
    }

    void stop()
    {
        const std::scoped_lock lock(runsUnderWay);
        stopped.store(true, std::memory_order_relaxed);
        for (Run* const run : underWay)
            if (run) run->requestAbandon();
    }

    const SweepPlan plan;
    const std::vector<PercentileSource> sources;
    const std::uint64_t cells;

    std::mutex dealing; // of what follows
    std::uint64_t nextCell;
    std::uint32_t nextReplication = 0;
    std::shared_ptr<OpenCell> current;

    std::mutex telling; // of what follows, and of the listener
    SweepProgress progress;
    std::exception_ptr failure;

    std::mutex runsUnderWay;    // of what follows
    std::vector<Run*> underWay; // by thread
    std::atomic<bool> stopped{false};
};

Sweep::Sweep(SweepPlan plan)
    : d(std::make_unique<Private>(std::move(plan)))
{
}

Sweep::~Sweep() = default;

void Sweep::run(unsigned threads, const SweepListener& listener)
{
    {
        const std::scoped_lock lock(d->runsUnderWay);
        d->underWay.assign(std::max(threads, 1u), nullptr);
    }
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < d->underWay.size(); ++i)
        others.emplace_back([this, i, &listener] { d->work(i, listener); });
    d->work(0, listener);
    others.clear(); // waits for them
    if (d->failure) std::rethrow_exception(d->failure);
}

void Sweep::requestStop()
{
    d->stop();
}

bool Sweep::isStopped() const
{
    return d->stopped.load(std::memory_order_relaxed);
}

const SweepPlan& Sweep::plan() const
{
    return d->plan;
}

} // namespace sojourn
