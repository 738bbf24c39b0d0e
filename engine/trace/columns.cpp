#include "trace/columns.h"

#include "trace/job_line.h"
#include "trace/payload.h"
#include "trace/task_fold.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sojourn {

const char* taskStateName(TaskState state)
{
    switch (state) {
    case TaskState::Ready:
        return "ready";
    case TaskState::Running:
        return "running";
    case TaskState::Working:
        return "working";
    case TaskState::Sleeping:
        return "sleeping";
    case TaskState::Offloaded:
        return "offload";
    case TaskState::PutWait:
        return "put_wait";
    case TaskState::GetWait:
        return "get_wait";
    case TaskState::JoinWait:
        return "join_wait";
    case TaskState::AwaitWait:
        return "await_wait";
    case TaskState::FlagWait:
        return "flag_wait";
    case TaskState::NotStarted:
        return "not_started";
    case TaskState::Ended:
        return "ended";
    }
    return "";
}

std::optional<Span> Lane::openUntil(std::int64_t endNs) const
{
    if (static_cast<int>(open.state) >= shownStates || open.startNs >= endNs) return {};
    Span span = open;
    span.endNs = endNs;
    return span;
}

namespace {

struct ColumnsTask
{
    std::uint32_t madeItems = 0;
    PayloadKind payload = PayloadKind::None; // of the item that it puts next
    std::uint16_t payloadBytes = 0;
    std::int64_t payloadBits = 0;
};

} // namespace

/// The working state, and what it fills. A visit that was taken is remembered by its index.
struct Columns::Fold final : TaskFold<Columns::Fold, std::uint32_t, ColumnsTask>
{
    Fold(Columns& columns, const RunInfo& info)
        : TaskFold(info)
        , c(columns)
        , sizes(info.queues.size(), 0)
        , jobs(info.pools.size())
    {
    }

    void close(Lane& lane, std::int64_t ns)
    {
        if (static_cast<int>(lane.open.state) >= shownStates || ns <= lane.open.startNs) return;
        lane.spans.push_back(lane.open);
        lane.spans.back().endNs = ns;
    }

    void enters(const Task&, const Event& e, TaskState next)
    {
        Lane& lane = c.m_lanes[e.task];
        if (keptThreads > 0) [[unlikely]]
            freeThreads(e);
        if (lane.open.state == TaskState::Offloaded) [[unlikely]]
            leavePool(lane, e);
        close(lane, e.timeNs);
        const bool named =
            next == TaskState::Offloaded || (next >= TaskState::PutWait && next <= TaskState::FlagWait);
        const RequestPhase phase = phaseAfter(e.kind);
        lane.open = {e.timeNs,
                     notYet,
                     next == TaskState::PutWait || phase != RequestPhase::None ? itemOf(e) : noItem,
                     named ? e.object : std::uint16_t{0},
                     next,
                     static_cast<std::uint8_t>(phase)};
        lane.plannedEndNs =
            plansItsEnd(e.kind)
                ? nanoseconds(saturatingAdd(instantFromNanoseconds(e.timeNs), Duration(e.value)))
                : notYet;
        if (e.kind == EventKind::Offload) [[unlikely]]
            joinPool(lane, e);
        begun(lane, e);
        if (next == TaskState::Ended) {
            lane.endedNs = e.timeNs;
            lane.endedHow = static_cast<EndedHow>(e.detail);
        }
    }

    /// Of a run whose beginning is lost, where the first of its events is that there are.
    static void begun(Lane& lane, const Event& e)
    {
        if (lane.startedNs == notYet) lane.startedNs = e.timeNs;
    }

    void resumed(const Task&, const Event& e)
    {
        Lane& lane = c.m_lanes[e.task];
        begun(lane, e);
        if (keptThreads > 0) [[unlikely]]
            freeThreads(e);
        if (lane.open.state == TaskState::Offloaded) leavePool(lane, e);
        const std::int64_t readyNs = std::clamp(e.value, lane.open.startNs, e.timeNs);
        close(lane, readyNs);
        lane.open = {readyNs, notYet, noItem, 0, TaskState::Ready, 0};
        close(lane, e.timeNs);
        lane.open = {e.timeNs, notYet, noItem, 0, TaskState::Running, 0};
        lane.plannedEndNs = notYet;
    }

    /// Where every thread is taken, its lane says that it stands in line.
    void joinPool(Lane& lane, const Event& e)
    {
        if (e.object >= jobs.size() ||
            jobs[e.object].send({e.task, e.value}, c.info().pools[e.object].threads))
            return;
        lane.open.detail = static_cast<std::uint8_t>(RequestPhase::ForThread);
        lane.plannedEndNs = notYet;
    }

    /// Whoever has waited longest gets the thread that it leaves; cut short, it leaves none before its work
    /// is over.
    void leavePool(const Lane& lane, const Event& e)
    {
        const auto phase = static_cast<RequestPhase>(lane.open.detail);
        if (isRequest(phase) || lane.open.object >= jobs.size()) return;
        JobLine& pool = jobs[lane.open.object];
        if (phase == RequestPhase::ForThread) return pool.giveUp(e.task);
        if (isCutShort(e, lane.plannedEndNs)) {
            pool.keep({e.task, 0, lane.plannedEndNs});
            ++keptThreads;
            return;
        }
        beginNext(pool, e.timeNs);
    }

    void beginNext(JobLine& pool, std::int64_t ns)
    {
        if (const auto next = pool.next()) begin(c.m_lanes[next->task], *next, ns);
    }

    void freeThreads(const Event& e)
    {
        for (JobLine& pool : jobs) {
            while (const auto thread = pool.freeBy(e.timeNs)) {
                --keptThreads;
                beginNext(pool, thread->untilNs);
            }
        }
    }

    /// Its turn came late, and so did what was planned from it: its work is over and was not cut short.
    void offloadDoneLate(const Task&, const Event& e)
    {
        if (keptThreads == 0) [[likely]]
            return;
        for (JobLine& pool : jobs)
            if (pool.keptBy(e.task)) {
                --keptThreads;
                beginNext(pool, e.timeNs);
            }
    }

    void begin(Lane& lane, const JobLine::Job& job, std::int64_t ns)
    {
        close(lane, ns);
        lane.open.startNs = ns;
        lane.open.detail = static_cast<std::uint8_t>(RequestPhase::None);
        lane.plannedEndNs = nanoseconds(saturatingAdd(instantFromNanoseconds(ns), Duration(job.plannedNs)));
    }

    void valued(Task& task, const Event& e)
    {
        task.extra.payload = static_cast<PayloadKind>(e.detail);
        task.extra.payloadBytes = e.object;
        task.extra.payloadBits = e.value;
    }

    void made(Task& task, const Event& e)
    {
        c.m_items.resize(made_());
        Item& item = c.m_items.back();
        item.maker = e.task;
        item.nth = task.extra.madeItems++;
        item.createdNs = e.timeNs;
        putsOn(task, e);
    }
    std::size_t made_() const { return TaskFold::made(); }

    Visit& last(std::uint32_t item) { return c.m_visits[c.m_items[item].lastVisit]; }

    void takePayload(Task& task, Visit& visit)
    {
        if (task.extra.payload == PayloadKind::None) return;
        visit.payload = task.extra.payload;
        visit.payloadBytes = task.extra.payloadBytes;
        visit.payloadBits = task.extra.payloadBits;
        task.extra.payload = PayloadKind::None;
    }

    void putsOn(Task& task, const Event& e)
    {
        const auto index = static_cast<std::uint32_t>(c.m_visits.size());
        Item& item = c.m_items[itemOf(e)];
        Visit& visit = c.m_visits.emplace_back();
        visit.item = itemOf(e);
        visit.queue = e.object;
        visit.producer = e.task;
        visit.putEvent = c.m_folded;
        if (item.lastVisit == noVisit) {
            item.firstVisit = index;
        } else { // passed on: it keeps its payload unless the put brings another
            Visit& before = c.m_visits[item.lastVisit];
            before.nextVisit = index;
            visit.payload = before.payload;
            visit.payloadBytes = before.payloadBytes;
            visit.payloadBits = before.payloadBits;
        }
        item.lastVisit = index;
        takePayload(task, visit);
    }

    void putWaits(const Task&, const Event& e)
    {
        if (e.value >= 0) last(itemOf(e)).putWaitNs = e.timeNs;
    }

    void put(Task& task, const Event& e, bool)
    {
        if (e.value >= 0) {
            Visit& visit = last(itemOf(e));
            visit.enqueuedNs = e.timeNs;
            visit.putEvent = c.m_folded;
            takePayload(task, visit);
        }
        c.m_depths[e.object].push_back({e.timeNs, ++sizes[e.object]});
        mark(e, MarkKind::Put);
    }

    void dropped(const Task&, const Event& e)
    {
        last(itemOf(e)).dropped = true;
        mark(e, MarkKind::Drop);
    }

    void lost(const Task&, std::uint32_t item) { last(item).abandoned = true; }

    std::uint32_t got(const Task&, const Event& e)
    {
        if (sizes[e.object] > 0) --sizes[e.object];
        c.m_depths[e.object].push_back({e.timeNs, sizes[e.object]});
        mark(e, MarkKind::Get);
        if (e.value < 0) return noVisit;
        const std::uint32_t index = c.m_items[itemOf(e)].lastVisit;
        c.m_visits[index].consumer = e.task;
        c.m_visits[index].dequeuedNs = e.timeNs;
        c.m_takenVisits.push_back(index);
        return index;
    }

    void done(const Taken& taken, std::int64_t ns, bool)
    {
        c.m_visits[taken.ref].doneNs = ns;
        c.m_visits[taken.ref].abandoned = false;
        c.m_doneVisits.push_back(taken.ref);
    }

    void abandoned(const Taken& taken) { c.m_visits[taken.ref].abandoned = true; }
    void asked(const Task&, const Event&) {}
    void answered(const Task&, const Event& e)
    {
        if (e.kind == EventKind::RequestFailed)
            c.m_lanes[e.task].marks.push_back(
                {e.timeNs, noItem, e.object, MarkKind::RequestFailed, static_cast<RequestFailure>(e.detail)});
    }
    void letGo(std::uint32_t) {}
    void forgotten(const Taken&) {}

    void mark(const Event& e, MarkKind kind)
    {
        c.m_lanes[e.task].marks.push_back({e.timeNs, itemOf(e), e.object, kind, RequestFailure::TimedOut});
    }

    Columns& c;
    std::vector<std::uint32_t> sizes; // by queue
    std::vector<JobLine> jobs;        // by pool
    std::size_t keptThreads = 0;      // of all
};

Columns::Columns(std::shared_ptr<const RunInfo> info, std::shared_ptr<const EventLog> log)
    : m_info(std::move(info))
    , m_log(std::move(log))
    , m_lanes(m_info->taskCount())
    , m_depths(m_info->queues.size())
    , m_fold(std::make_unique<Fold>(*this, *m_info))
{
}

Columns::Columns(Copy, const Columns& other)
    : m_info(other.m_info)
    , m_log(other.m_log)
    , m_folded(other.m_folded)
    , m_lastNs(other.m_lastNs)
    , m_lanes(other.m_lanes)
    , m_visits(other.m_visits)
    , m_items(other.m_items)
    , m_nobodysNumbers(other.m_nobodysNumbers)
    , m_depths(other.m_depths)
    , m_doneVisits(other.m_doneVisits)
    , m_takenVisits(other.m_takenVisits)
{
}

Columns::~Columns() = default;

std::shared_ptr<const Columns> Columns::part() const
{
    return std::shared_ptr<const Columns>(new Columns(Copy{}, *this));
}

std::string Columns::payloadText(const Visit& visit, std::uint32_t mostBytes) const
{
    if (visit.payload == PayloadKind::Text) return m_log->text(visit.payloadBits);
    return sojourn::payloadText(visit.payload, std::min<std::uint32_t>(visit.payloadBytes, mostBytes),
                                visit.payloadBits);
}

void Columns::advance(std::uint64_t end)
{
    end = std::min(end, m_log->size());
    for (; m_folded < end; ++m_folded) {
        const Event& e = (*m_log)[m_folded];
        m_lastNs = e.timeNs;
        m_fold->apply(e);
    }
}

std::size_t Columns::memoryBytes() const
{
    std::size_t bytes = m_log->size() * sizeof(Event) + m_visits.capacity() * sizeof(Visit) +
                        m_items.capacity() * sizeof(Item) +
                        (m_doneVisits.capacity() + m_takenVisits.capacity()) * sizeof(std::uint32_t);
    for (const Lane& lane : m_lanes)
        bytes += sizeof(Lane) + lane.spans.capacity() * sizeof(Span) + lane.marks.capacity() * sizeof(Mark);
    for (const std::vector<DepthStep>& steps : m_depths)
        bytes += steps.capacity() * sizeof(DepthStep);
    return bytes;
}

std::uint64_t Columns::spanCount(std::int64_t endNs) const
{
    std::uint64_t count = 0;
    for (const Lane& lane : m_lanes)
        count += lane.spans.size() + (lane.openUntil(endNs) ? 1 : 0);
    return count;
}

std::uint64_t Columns::instantCount() const
{
    std::uint64_t count = 0;
    for (const Lane& lane : m_lanes)
        if (lane.hasInstants()) count += lane.marks.size();
    return count;
}

std::int64_t Columns::sojournNs(std::uint32_t item) const
{
    const Item& i = m_items[item];
    if (i.lastVisit == noVisit || m_visits[i.lastVisit].doneNs == notYet) return notYet;
    // An earlier visit may have been marked as done later than the last one.
    std::int64_t doneNs = notYet;
    for (std::uint32_t v = i.firstVisit; v != noVisit; v = m_visits[v].nextVisit)
        doneNs = std::max(doneNs, m_visits[v].doneNs);
    return doneNs - m_visits[i.firstVisit].enqueuedNs;
}

std::vector<std::uint32_t> Columns::visitsInOrderOfPutting() const
{
    std::vector<std::uint32_t> order(m_visits.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_visits[a].putEvent < m_visits[b].putEvent;
    });
    return order;
}

} // namespace sojourn
