#include "scenario/run.h"

#include "net/live_network.h"
#include "runtime/wall_clock.h"
#include "scenario/interpreter.h"
#include "scenario/run_info_of.h"

#include <QCoroFuture>

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace sojourn {

namespace {

using Wall = std::chrono::steady_clock;

constexpr auto progressEvery = std::chrono::milliseconds(100);
constexpr auto longestBatch = std::chrono::milliseconds(4); // then the event loop has a turn

/// What an event takes where everything is kept: itself, and its share of the columns that an export reads.
constexpr std::uint64_t bytesAnEvent = 80;
/// What an item takes that is on its way: its record, its place in a queue and in the statistics.
constexpr std::uint64_t bytesAnItem = 128;

/// How many of such a size may be kept: a quarter of the memory that the machine has, and never more than
/// asked.
std::uint64_t thatFit(std::uint64_t asked, std::uint64_t bytesEach)
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageBytes = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || pageBytes <= 0) return asked;
    const std::uint64_t quarter =
        static_cast<std::uint64_t>(pages) / 4 * static_cast<std::uint64_t>(pageBytes);
    return std::min(asked, quarter / bytesEach);
}

bool offloadsToOwnThread(const std::vector<Step>& steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        return (step.kind == Step::Kind::Offload && step.pool == noPool) || offloadsToOwnThread(step.steps) ||
               offloadsToOwnThread(step.finally) || offloadsToOwnThread(step.otherwise);
    });
}

/// How many threads may compute at once.
std::uint64_t threadsOf(const Scenario& scenario)
{
    std::uint64_t threads = 1;
    for (const PoolInfo& pool : scenario.pools)
        threads += pool.threads;
    for (const TaskGroup& group : scenario.groups)
        if (offloadsToOwnThread(group.steps)) threads += group.count;
    return threads;
}

} // namespace

struct Run::Private : PoolThreads
{
    Private(std::shared_ptr<const Scenario> s, RunOptions o)
        : scenario(std::move(s))
        , options(std::move(o))
        , clock(options.speed)
        , scheduler(options.virtualClock ? nullptr : &clock)
    {
        options.maxRecordedEvents = thatFit(options.maxRecordedEvents, bytesAnEvent);
        options.maxWaitingItems = thatFit(options.maxWaitingItems, bytesAnItem);
        info = std::make_shared<RunInfo>(runInfoOf(*scenario, options.seed, options.virtualClock));
        if (options.summarise) fold = std::make_unique<SummaryFold>(info, options.warmUpItems);
        if (fold && options.keepSojourns) fold->keepSojourns();
        if (options.record) log = std::make_shared<EventLog>();
        interpreter = std::make_unique<Interpreter>(*scenario, *info, options, scheduler, fold.get(),
                                                    log.get(), options.virtualClock ? nullptr : this);
        if (const std::optional<Duration> u = options.until ? options.until : scenario->until) {
            until = saturatingAdd(Instant(), *u);
            interpreter->setUntil(until);
        }
    }
    ~Private() override { stopThreads(); }

    void publish()
    {
        if (log) log->publish();
        virtualNowNs.store(nanoseconds(options.virtualClock ? scheduler.now() : Instant()),
                           std::memory_order_relaxed);
    }
    void reportProgress()
    {
        publish();
        const Wall::time_point now = Wall::now();
        if (!options.progress || now < nextProgress) return;
        nextProgress = now + progressEvery;
        options.progress();
    }
    void heedStop()
    {
        if (abandonAsked.load(std::memory_order_relaxed)) {
            interpreter->finish(Outcome::Interrupted, scheduler.now());
        } else if (interpreter->interruptFlag().load(std::memory_order_relaxed)) {
            interpreter->interrupt();
        }
    }
    RunEnd conclude()
    {
        // Timers of nobody (a job whose task was cancelled) may have moved the clock past the end that was
        // set.
        interpreter->concludeAt(std::min(scheduler.now(), until));
        publish();
        end = interpreter->end();
        return end;
    }

    // Virtual

    RunEnd runVirtual()
    {
        interpreter->start();
        for (std::uint32_t rounds = 0; !interpreter->over(); ++rounds) {
            if (rounds % 4096 == 0) reportProgress();
            if (rounds % 64 == 0) heedStop();
            // The end that was set is looked at for every event, not here: a timer of nobody is no event.
            if (interpreter->over() || !scheduler.runRound() || scheduler.liveTasks() == 0) break;
        }
        return conclude();
    }

    // Real

    void beginReal()
    {
        context = std::make_unique<QObject>();
        timer = std::make_unique<QTimer>();
        timer->setTimerType(Qt::PreciseTimer);
        timer->setSingleShot(true);
        QObject::connect(timer.get(), &QTimer::timeout, context.get(), [this] { pump(); });
        finished.start();
        threadPool.setMaxThreadCount(static_cast<int>(std::min<std::uint64_t>(threadsOf(*scenario), 4096)));
        openNetwork();
        clock.start();
        interpreter->start();
        {
            const std::scoped_lock lock(requests);
            wakeContext = context.get();
        }
        pump();
    }
    void openNetwork()
    {
        if (scenario->servers.empty()) return;
        std::vector<std::string> urls;
        for (const Server& server : scenario->servers)
            urls.push_back(server.url);
        // What has come is taken up at the loop's next turn, all of it at once.
        network = std::make_unique<LiveNetwork>(urls, [this] {
            if (!pumping && (!clock.paused() || stepFrom)) timer->start(0);
        });
        // The own server keeps pace with the run; at infinite speed it takes no time, but a time-out still
        // does.
        interpreter->useNetwork(
            *network, [this](Duration d) -> std::chrono::nanoseconds { return clock.realTimeFor(d); });
    }
    void endReal()
    {
        {
            const std::scoped_lock lock(requests);
            wakeContext = nullptr;
        }
        network.reset();
        timer.reset();
        clock.setPaused(true);
        stopThreads();
        context.reset();
    }
    void takeRequests()
    {
        const std::scoped_lock lock(requests);
        if (askedSpeed) clock.setSpeed(*askedSpeed);
        if (askedPause && *askedPause != clock.paused()) clock.setPaused(*askedPause);
        askedSpeed.reset();
        askedPause.reset();
        if (stepAsked && clock.paused()) stepFrom = interpreter->listedEvents();
        stepAsked = false;
    }
    bool stepping() const { return stepFrom && interpreter->listedEvents() == *stepFrom; }
    /// The instant at which something is to happen next, when nothing is ready: a timer, or the end that was
    /// set.
    std::optional<Instant> nextInstant()
    {
        // At infinite speed the network would otherwise never be in time.
        if (clock.unpaced() && interpreter->exchanges() != 0) return std::nullopt;
        if (scheduler.anyTimer()) return std::min(scheduler.nextTimer(), until);
        if (until != latestInstant && !interpreter->outsideIsIdle()) return until;
        return std::nullopt;
    }
    /// Runs what is due. False when the batch took its time and the event loop should have a turn first.
    bool runDue()
    {
        const Wall::time_point batchEnd = Wall::now() + longestBatch;
        while (!interpreter->over() && scheduler.liveTasks() != 0) {
            heedStop();
            if (interpreter->over()) break;
            if (interpreter->interruptFlag().load(std::memory_order_relaxed) && clock.paused())
                clock.setPaused(false);
            if (clock.paused() && !stepping()) break;
            if (!scheduler.anythingReady() && (clock.unpaced() || clock.paused())) {
                if (const std::optional<Instant> next = nextInstant()) clock.jumpTo(*next);
            }
            if (clock.now() > until || (clock.now() == until && !scheduler.anythingReady() &&
                                        (!scheduler.anyTimer() || scheduler.nextTimer() > until))) {
                break;
            }
            if (!scheduler.runDueRound()) break;
            if (Wall::now() >= batchEnd) return false;
        }
        return true;
    }
    void pump()
    {
        if (pumping || !context) return;
        pumping = true;
        takeRequests();
        const bool atRest = runDue();
        reportProgress();
        pumping = false;
        if (!atRest) {
            timer->start(0);
            return;
        }
        if (!interpreter->over() && !isOver()) {
            if (stepFrom && !stepping()) stepFrom.reset();
            if (!clock.paused()) arm();
            return;
        }
        conclude();
        if (!finished.future().isFinished()) finished.finish();
    }
    bool isOver()
    {
        if (scheduler.liveTasks() == 0) return true;
        const Instant now = clock.now();
        if (now > until) return true; // whoever is ready came too late
        if (scheduler.anythingReady()) return false;
        if (now == until) return true;
        return !scheduler.anyTimer() && interpreter->outsideIsIdle();
    }
    void arm()
    {
        if (scheduler.anythingReady()) {
            timer->start(0);
        } else if (const std::optional<Instant> next = nextInstant()) {
            const auto wait = std::chrono::ceil<std::chrono::milliseconds>(clock.realTimeUntil(*next));
            timer->start(wait);
        }
    }
    void wake()
    {
        const std::scoped_lock lock(requests);
        if (wakeContext == nullptr) return;
        QMetaObject::invokeMethod(
            wakeContext, [this] { pump(); }, Qt::QueuedConnection);
    }

    // Threads of pools

    void compute(Duration d, std::function<void()> done) override { computeOnThread(d, std::move(done)); }
    QCoro::Task<void> computeOnThread(Duration d, std::function<void()> done)
    {
        const std::weak_ptr<bool> stillRunning = running;
        const auto finishedAt = Wall::now() + clock.realTimeFor(d);
        auto promise = std::make_shared<QPromise<void>>();
        QFuture<void> future = promise->future();
        promise->start();
        threadPool.start([promise, finishedAt, stop = threadsStop] {
            while (!stop->load(std::memory_order_relaxed) && Wall::now() < finishedAt) {
                std::this_thread::sleep_until(
                    std::min(finishedAt, Wall::now() + std::chrono::milliseconds(5)));
            }
            promise->finish();
        });
        co_await future;
        if (stillRunning.expired()) co_return;
        done();
        pump();
    }
    void stopThreads()
    {
        threadsStop->store(true, std::memory_order_relaxed);
        threadPool.waitForDone();
        running.reset();
    }

    std::shared_ptr<const Scenario> scenario;
    RunOptions options;
    std::shared_ptr<RunInfo> info;
    std::unique_ptr<SummaryFold> fold;
    std::shared_ptr<EventLog> log;
    WallClock clock;
    Scheduler scheduler; // outlives the interpreter: its time-outs and jobs take their timers away
    std::unique_ptr<Interpreter> interpreter;
    Instant until = latestInstant;
    RunEnd end;
    std::atomic<bool> abandonAsked{false};
    std::atomic<std::int64_t> virtualNowNs{0};
    Wall::time_point nextProgress{};

    std::unique_ptr<QObject> context; // lives in the run's thread while it runs
    std::unique_ptr<QTimer> timer;
    std::unique_ptr<LiveNetwork> network; // while it runs
    QPromise<void> finished;
    bool pumping = false;
    std::optional<std::uint64_t> stepFrom;

    std::mutex requests; // guards what follows
    QObject* wakeContext = nullptr;
    std::optional<double> askedSpeed;
    std::optional<bool> askedPause;
    bool stepAsked = false;

    QThreadPool threadPool;
    std::shared_ptr<std::atomic<bool>> threadsStop = std::make_shared<std::atomic<bool>>(false);
    std::shared_ptr<bool> running = std::make_shared<bool>(true);
};

Run::Run(std::shared_ptr<const Scenario> scenario, RunOptions options)
    : d(std::make_unique<Private>(std::move(scenario), std::move(options)))
{
}

Run::~Run() = default;

RunEnd Run::runVirtual()
{
    return d->runVirtual();
}

QCoro::Task<RunEnd> Run::runReal()
{
    d->beginReal();
    co_await d->finished.future();
    d->endReal();
    RunEnd end = d->end; // QCoro moves from what is returned, a member too
    co_return end;
}

void Run::signalStop() noexcept
{
    d->interpreter->interruptFlag().store(true, std::memory_order_relaxed);
    d->clock.stopHolding();
}

void Run::requestStop()
{
    signalStop();
    d->wake();
}

void Run::requestAbandon()
{
    d->abandonAsked.store(true, std::memory_order_relaxed);
    requestStop();
}

void Run::setSpeed(double speed)
{
    {
        const std::scoped_lock lock(d->requests);
        d->askedSpeed = speed;
    }
    d->wake();
}

void Run::setPaused(bool paused)
{
    {
        const std::scoped_lock lock(d->requests);
        d->askedPause = paused;
    }
    d->wake();
}

void Run::requestStep()
{
    {
        const std::scoped_lock lock(d->requests);
        d->stepAsked = true;
    }
    d->wake();
}

std::shared_ptr<const RunInfo> Run::info() const
{
    return d->info;
}
std::shared_ptr<const EventLog> Run::log() const
{
    return d->log;
}

Instant Run::now() const
{
    if (!d->options.virtualClock) return d->clock.nowFromAnyThread();
    return instantFromNanoseconds(d->virtualNowNs.load(std::memory_order_relaxed));
}

std::vector<SummaryFold::Sojourn> Run::sojourns() const
{
    return d->fold ? d->fold->sojourns() : std::vector<SummaryFold::Sojourn>();
}

void Run::addTo(Histogram& all, Durations durations, std::size_t object) const
{
    if (d->fold) d->fold->addTo(all, durations, object);
}

Summary Run::summary() const
{
    return d->fold ? d->fold->summary(d->end) : Summary();
}
const RunEnd& Run::end() const
{
    return d->end;
}

RunLimit Run::limit() const
{
    return d->interpreter->limit();
}

} // namespace sojourn
