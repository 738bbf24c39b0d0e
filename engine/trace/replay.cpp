#include "trace/replay.h"

#include "trace/task_fold.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace sojourn {

namespace {

constexpr std::uint64_t leastSpacing = 8192; // events between keyframes; a few dozen microseconds of replay
constexpr std::uint64_t bytesAnEvent = 12;   // of keyframes, at most: half of the log itself

struct Nothing
{
};

/// A queue that gives its items out in no order that the events tell: entries stay where they are and are
/// struck out; when most are, the rest moves together.
struct Struck
{
    std::vector<Standing> entries;
    std::vector<std::uint32_t> endMarks; // their positions in entries, in order of putting
    std::size_t endMarksGot = 0;
    std::size_t living = 0;
    bool changed = false; // since it was last written into the moment
};
constexpr std::int64_t struckOut = -2;

/// Events onto a moment. Hands and visits are TaskFold's.
struct ReplayFold final : TaskFold<ReplayFold, Nothing, Nothing>
{
    ReplayFold(const RunInfo& info)
        : TaskFold(info)
        , struck(info.queues.size())
        , freeFrom(info.servers.size())
    {
        moment.tasks.resize(info.taskCount());
        moment.queues.resize(info.queues.size());
        moment.servers.resize(info.servers.size());
        moment.pools.resize(info.pools.size());
        for (const PoolInfo& pool : info.pools)
            threadsOf.push_back(pool.threads);
        for (const RequestInfo& request : info.requests)
            serverOf.push_back(request.server);
        for (const QueueInfo& queue : info.queues)
            byPriority.push_back(queue.order == QueueOrder::Priority);
    }

    TaskMoment& of(const Event& e) { return moment.tasks[e.task]; }

    void enters(const Task&, const Event& e, TaskState next)
    {
        TaskMoment& task = of(e);
        const RequestPhase phase = phaseAfter(e.kind);
        if (keptThreads > 0) [[unlikely]]
            freeThreads(e.timeNs);
        if (task.state == TaskState::Offloaded) [[unlikely]]
            leavePool(task, e);
        if (phase != task.phase) [[unlikely]]
            changePhase(task, e, phase);
        task.state = next;
        task.object =
            next == TaskState::Offloaded || (next >= TaskState::PutWait && next <= TaskState::FlagWait)
                ? e.object
                : std::uint16_t{0};
        task.sinceNs = e.timeNs;
        task.plannedEndNs = plansItsEnd(e.kind) ? endOf(e.timeNs, e.value) : notYet;
        if (e.kind == EventKind::Offload) [[unlikely]]
            joinPool(task, e);
        if (next == TaskState::Ended)
            task.endedHow = static_cast<EndedHow>(e.detail);
        else if (next != TaskState::Running && e.detail != 0)
            task.step = e.detail;
    }
    static std::int64_t endOf(std::int64_t startNs, std::int64_t plannedNs)
    {
        return nanoseconds(saturatingAdd(instantFromNanoseconds(startNs), Duration(plannedNs)));
    }
    void resumed(const Task&, const Event& e)
    {
        TaskMoment& task = of(e);
        if (keptThreads > 0) [[unlikely]]
            freeThreads(e.timeNs);
        if (task.state == TaskState::Offloaded) leavePool(task, e);
        if (task.phase != RequestPhase::None) changePhase(task, e, RequestPhase::None);
        task.state = TaskState::Running;
        task.object = 0;
        task.sinceNs = e.timeNs;
        task.plannedEndNs = notYet;
    }
    void valued(const Task&, const Event&) {}
    void made(const Task&, const Event&) {}
    void putsOn(const Task&, const Event&) {}
    void putWaits(const Task&, const Event&) {}
    void put(const Task&, const Event& e, bool)
    {
        TaskMoment& task = of(e);
        ++task.puts;
        if (e.value >= 0) {
            task.lastItem = e.value;
            ++moment.put;
        }
        QueueMoment& queue = moment.queues[e.object];
        ++queue.puts;
        if (byPriority[e.object])
            stand(struck[e.object], {e.value, e.timeNs});
        else
            queue.standing.push_back({e.value, e.timeNs});
    }
    void dropped(const Task&, const Event& e)
    {
        ++moment.dropped;
        ++moment.queues[e.object].drops;
    }
    void lost(const Task&, std::uint32_t) {}
    Nothing got(const Task&, const Event& e)
    {
        TaskMoment& task = of(e);
        ++task.gets;
        if (e.value >= 0) {
            task.lastItem = e.value;
            ++moment.got;
        }
        QueueMoment& queue = moment.queues[e.object];
        ++queue.gets;
        if (byPriority[e.object])
            strike(struck[e.object], e.value);
        else
            leave(queue.standing, e.value);
        return {};
    }
    void done(const Taken&, std::int64_t, bool) { ++moment.done; }
    void abandoned(const Taken&) {}
    void asked(const Task&, const Event& e)
    {
        ++moment.servers[serverOf[e.object]].asked;
        TaskMoment& task = of(e);
        const bool again = task.requestFailed && task.requestNumber == itemOf(e);
        task.attempt = again && task.attempt > 0 ? static_cast<std::uint8_t>(std::min(254, +task.attempt) + 1)
                                                 : std::uint8_t{1};
        task.requestNumber = itemOf(e);
        task.requestFailed = false;
    }
    void answered(const Task&, const Event& e)
    {
        ServerMoment& server = moment.servers[serverOf[e.object]];
        of(e).requestFailed = e.kind == EventKind::RequestFailed;
        ++(e.kind == EventKind::Response ? server.replied : server.failed);
    }
    void letGo(std::uint32_t) {}
    void forgotten(const Taken&) {}

    /// Gives the task's request a place among its server's connections, or takes it away.
    void changePhase(TaskMoment& task, const Event& e, RequestPhase next)
    {
        const bool had = hasConnection(task.phase), has = hasConnection(next);
        if (had && !has) {
            const std::size_t server = serverOf[task.object];
            moment.servers[server].connections[task.place] = noTask;
            freeFrom[server] = std::min<std::size_t>(freeFrom[server], task.place);
        } else if (has && !had) {
            const std::size_t server = serverOf[e.object];
            takePlace(moment.servers[server].connections, freeFrom[server], task, e.task);
        }
        task.phase = next;
    }

    /// Gives the task the first free place; none is free before `from`.
    static void takePlace(std::vector<std::uint32_t>& places, std::size_t& from, TaskMoment& task,
                          std::uint32_t number)
    {
        while (from < places.size() && places[from] != noTask)
            ++from;
        if (from == places.size()) places.push_back(noTask);
        places[from] = number;
        task.place = static_cast<std::uint32_t>(from++);
    }

    /// Gives the task's job a thread of its pool, or a place at the end of the line.
    void joinPool(TaskMoment& task, const Event& e)
    {
        if (e.object >= moment.pools.size()) {
            takePlace(moment.ownThreads.threads, ownFreeFrom, task, e.task);
            return;
        }
        PoolMoment& pool = moment.pools[e.object];
        if (!pool.jobs.send({e.task, e.value}, threadsOf[e.object])) {
            task.phase = RequestPhase::ForThread;
            task.plannedEndNs = notYet;
            return;
        }
        const auto free = std::ranges::find(pool.threads, noTask);
        task.place = static_cast<std::uint32_t>(free - pool.threads.begin());
        if (free == pool.threads.end())
            pool.threads.push_back(e.task);
        else
            *free = e.task;
    }

    /// Whoever has waited longest gets the thread that it leaves; cut short, it leaves none before its work
    /// is over.
    void leavePool(TaskMoment& task, const Event& e)
    {
        if (isRequest(task.phase)) return;
        PoolMoment& pool = poolOf(task.object);
        if (task.phase == RequestPhase::ForThread) {
            task.phase = RequestPhase::None;
            pool.jobs.giveUp(e.task);
            return;
        }
        if (isCutShort(e, task.plannedEndNs)) {
            pool.jobs.keep({e.task, task.place, task.plannedEndNs});
            ++keptThreads;
            return;
        }
        freeThread(pool, task.place, e.timeNs);
    }

    PoolMoment& poolOf(std::uint16_t object)
    {
        return object < moment.pools.size() ? moment.pools[object] : moment.ownThreads;
    }

    void freeThread(PoolMoment& pool, std::uint32_t place, std::int64_t ns)
    {
        if (&pool == &moment.ownThreads) {
            pool.threads[place] = noTask;
            ownFreeFrom = std::min<std::size_t>(ownFreeFrom, place);
            return;
        }
        const auto next = pool.jobs.next();
        pool.threads[place] = next ? next->task : noTask;
        if (!next) return;
        TaskMoment& begins = moment.tasks[next->task];
        begins.phase = RequestPhase::None;
        begins.place = place;
        begins.sinceNs = ns;
        begins.plannedEndNs = endOf(ns, next->plannedNs);
    }

    void freeThreads(std::int64_t ns)
    {
        for (PoolMoment& pool : moment.pools)
            freeThreads(pool, ns);
        freeThreads(moment.ownThreads, ns);
    }
    void freeThreads(PoolMoment& pool, std::int64_t ns)
    {
        while (const auto thread = pool.jobs.freeBy(ns)) {
            --keptThreads;
            freeThread(pool, thread->place, thread->untilNs);
        }
    }
    /// Its turn came late, and so did what was planned from it: its work is over and was not cut short.
    void offloadDoneLate(const Task&, const Event& e)
    {
        if (keptThreads == 0) [[likely]]
            return;
        for (PoolMoment& pool : moment.pools)
            leaveKept(pool, e);
        leaveKept(moment.ownThreads, e);
    }
    void leaveKept(PoolMoment& pool, const Event& e)
    {
        if (const auto thread = pool.jobs.keptBy(e.task)) {
            --keptThreads;
            freeThread(pool, thread->place, e.timeNs);
        }
    }

    static void leave(std::deque<Standing>& standing, std::int64_t item)
    {
        if (standing.empty()) return;
        if (standing.front().item == item) {
            standing.pop_front();
        } else if (standing.back().item == item) {
            standing.pop_back();
        } else { // a log that was not written by a queue of this order
            const auto is = [item](const Standing& s) { return s.item == item; };
            const auto found = std::find_if(standing.begin(), standing.end(), is);
            if (found != standing.end()) standing.erase(found);
        }
    }

    void stand(Struck& queue, const Standing& s)
    {
        const auto position = static_cast<std::uint32_t>(queue.entries.size());
        queue.entries.push_back(s);
        ++queue.living;
        queue.changed = true;
        if (s.item == endMark) {
            queue.endMarks.push_back(position);
            return;
        }
        const auto item = static_cast<std::size_t>(s.item);
        if (item >= positions.size()) positions.resize(std::max(item + 1, positions.size() * 2));
        positions[item] = position;
    }

    void strike(Struck& queue, std::int64_t item)
    {
        std::uint32_t position = 0;
        if (item == endMark) {
            if (queue.endMarksGot == queue.endMarks.size()) return;
            position = queue.endMarks[queue.endMarksGot++];
        } else {
            if (static_cast<std::size_t>(item) >= positions.size()) return;
            position = positions[static_cast<std::size_t>(item)];
            if (position >= queue.entries.size() || queue.entries[position].item != item) return;
        }
        queue.entries[position].item = struckOut;
        --queue.living;
        queue.changed = true;
        if (queue.entries.size() > 64 && queue.living * 2 < queue.entries.size()) {
            std::vector<Standing> all;
            all.swap(queue.entries);
            restand(queue, all.begin(), all.end());
        }
    }

    template <class It> void restand(Struck& queue, It from, It to)
    {
        queue = {};
        for (; from != to; ++from)
            if (from->item != struckOut) stand(queue, *from);
        queue.changed = true;
    }

    /// What the moment shows and the fold keeps elsewhere. Only when somebody looks.
    void write()
    {
        moment.made = made();
        for (std::size_t i = 0; i < moment.tasks.size(); ++i) {
            const Task& task = tasks()[i];
            TaskMoment& shown = moment.tasks[i];
            shown.heldItem = task.hand == noItem ? notYet : std::int64_t{task.hand};
            shown.endMarkPutting = task.isPutting && task.putting == noItem;
            shown.puttingItem =
                task.isPutting && task.putting != noItem ? std::int64_t{task.putting} : notYet;
        }
        for (std::size_t q = 0; q < struck.size(); ++q) {
            if (!struck[q].changed) continue;
            std::deque<Standing>& standing = moment.queues[q].standing;
            standing.clear();
            for (const Standing& s : struck[q].entries)
                if (s.item != struckOut) standing.push_back(s);
            struck[q].changed = false;
        }
    }

    using TaskFold::made;

    Moment moment;
    std::vector<Struck> struck; // by queue; used by those by priority
    std::vector<std::uint32_t>
        positions;                // by item: where it stands in its queue by priority; scratch otherwise
    std::vector<bool> byPriority; // by queue
    std::vector<std::uint16_t> serverOf;  // by request
    std::vector<std::size_t> freeFrom;    // by server: no connection before it is free
    std::vector<std::uint32_t> threadsOf; // by pool
    std::size_t ownFreeFrom = 0;          // no thread of a task's own before it is free
    std::size_t keptThreads = 0;          // of all pools
};

/// A moment as it is kept: its queues in one piece, since thousands of small deques would be most of it.
struct Keyframe
{
    struct Queue
    {
        std::uint64_t puts, gets, drops, marked;
        std::size_t standing;
    };
    std::uint64_t events = 0;
    std::int64_t atNs = 0;
    std::uint64_t put = 0, got = 0, done = 0, dropped = 0;
    ReplayFold::TaskFold hold;
    std::vector<TaskMoment> tasks;
    std::vector<Queue> queues;
    std::vector<Standing> standing;
    std::vector<PoolMoment> pools;
    PoolMoment ownThreads;
    std::vector<ServerMoment> servers;

    explicit Keyframe(const ReplayFold& fold)
        : events(fold.moment.events)
        , atNs(fold.moment.atNs)
        , put(fold.moment.put)
        , got(fold.moment.got)
        , done(fold.moment.done)
        , dropped(fold.moment.dropped)
        , hold(fold)
        , tasks(fold.moment.tasks)
        , pools(fold.moment.pools)
        , ownThreads(fold.moment.ownThreads)
        , servers(fold.moment.servers)
    {
        queues.reserve(fold.struck.size());
        for (std::size_t q = 0; q < fold.struck.size(); ++q) {
            const QueueMoment& queue = fold.moment.queues[q];
            const std::size_t before = standing.size();
            if (fold.byPriority[q]) {
                for (const Standing& s : fold.struck[q].entries)
                    if (s.item != struckOut) standing.push_back(s);
            } else {
                standing.insert(standing.end(), queue.standing.begin(), queue.standing.end());
            }
            queues.push_back({queue.puts, queue.gets, queue.drops, queue.marked, standing.size() - before});
        }
        standing.shrink_to_fit();
    }

    void restore(ReplayFold& fold) const
    {
        static_cast<ReplayFold::TaskFold&>(fold) = hold;
        Moment& m = fold.moment;
        m.events = events;
        m.atNs = atNs;
        m.put = put;
        m.got = got;
        m.done = done;
        m.dropped = dropped;
        m.tasks = tasks;
        m.pools = pools;
        m.ownThreads = ownThreads;
        fold.ownFreeFrom = 0;
        fold.keptThreads = ownThreads.jobs.kept.size();
        for (const PoolMoment& pool : pools)
            fold.keptThreads += pool.jobs.kept.size();
        m.servers = servers;
        std::ranges::fill(fold.freeFrom, 0);
        auto from = standing.begin();
        for (std::size_t q = 0; q < queues.size(); ++q) {
            const auto to = from + static_cast<std::ptrdiff_t>(queues[q].standing);
            QueueMoment& queue = m.queues[q];
            queue.puts = queues[q].puts;
            queue.gets = queues[q].gets;
            queue.drops = queues[q].drops;
            queue.marked = queues[q].marked;
            if (fold.byPriority[q])
                fold.restand(fold.struck[q], from, to);
            else
                queue.standing.assign(from, to);
            from = to;
        }
    }

    std::size_t bytes() const
    {
        std::size_t places = ownThreads.threads.size();
        for (const ServerMoment& server : servers)
            places += server.connections.size();
        for (const PoolMoment& pool : pools)
            places +=
                pool.threads.size() + pool.jobs.line.size() * sizeof(JobLine::Job) / sizeof(std::uint32_t);
        return hold.bytes() + tasks.size() * sizeof(TaskMoment) + queues.size() * sizeof(Queue) +
               standing.size() * sizeof(Standing) + places * sizeof(std::uint32_t);
    }
};

} // namespace

struct Replay::Private
{
    std::shared_ptr<const RunInfo> info;
    std::shared_ptr<const EventLog> log;
    ReplayFold fold;
    std::vector<Keyframe> keyframes; // by events, the first at 0
    std::uint64_t nextKeyframe = 0;
    std::optional<std::int64_t> passedNs = {}; ///< until when seek() changed the moment behind its last event

    void keep()
    {
        const Keyframe& kept = keyframes.emplace_back(fold);
        nextKeyframe = kept.events + std::max<std::uint64_t>(leastSpacing, kept.bytes() / bytesAnEvent);
    }

    void forward(std::uint64_t events)
    {
        std::uint64_t& at = fold.moment.events;
        while (at < events) {
            const std::uint64_t stop = at < nextKeyframe ? std::min(events, nextKeyframe) : events;
            for (; at < stop; ++at) {
                const Event& e = (*log)[at];
                fold.apply(e);
                if (e.kind == EventKind::TaskDone) ++fold.moment.queues[e.object].marked;
            }
            if (at == nextKeyframe) keep();
        }
        if (at > 0) fold.moment.atNs = (*log)[at - 1].timeNs;
    }
};

Replay::Replay(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log)
    : d(new Private{info, std::move(log), ReplayFold(*info), {}, 0})
{
    d->keep();
}

Replay::~Replay() = default;

const Moment& Replay::moment() const
{
    return d->fold.moment;
}

const Moment& Replay::seekEvents(std::uint64_t events)
{
    events = std::min(events, d->log->size());
    const std::uint64_t at = d->fold.moment.events;
    const bool isBack = events < at || (events == at && d->passedNs);
    if (events == at && !isBack) return d->fold.moment;
    const auto behind = std::upper_bound(d->keyframes.begin(), d->keyframes.end(), events,
                                         [](std::uint64_t n, const Keyframe& k) { return n < k.events; });
    const Keyframe& nearest = *std::prev(behind);
    // On the way forward a keyframe is worth its copying only when it saves more: an event costs as much as
    // some 16 bytes copied.
    if (isBack || nearest.events > at + nearest.bytes() / 16) nearest.restore(d->fold);
    d->forward(events);
    d->fold.write();
    d->passedNs.reset();
    return d->fold.moment;
}

const Moment& Replay::seek(std::uint64_t events, std::int64_t ns)
{
    const bool isOn = events == d->fold.moment.events && d->passedNs && *d->passedNs <= ns;
    if (!isOn) seekEvents(events);
    const std::size_t kept = d->fold.keptThreads;
    if (kept > 0) d->fold.freeThreads(ns);
    if (d->fold.keptThreads < kept) d->passedNs = ns;
    return d->fold.moment;
}

const Moment& Replay::seekTime(std::int64_t ns)
{
    return seek(eventsUpTo(ns), ns);
}

std::uint64_t Replay::eventsUpTo(std::int64_t ns) const
{
    std::uint64_t low = 0;
    std::uint64_t high = d->log->size();
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        if ((*d->log)[middle].timeNs <= ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

std::uint64_t Replay::nextListed(std::uint64_t events) const
{
    const std::uint64_t size = d->log->size();
    while (events < size)
        if ((*d->log)[events++].kind <= lastListedKind) return events;
    return size;
}

std::uint64_t Replay::previousListed(std::uint64_t events) const
{
    events = std::min(events, d->log->size());
    while (events > 0)
        if ((*d->log)[--events].kind <= lastListedKind) return events;
    return 0;
}

} // namespace sojourn
