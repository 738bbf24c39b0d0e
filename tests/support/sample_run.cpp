#include "support/sample_run.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <queue>
#include <random>

namespace sojourn::test {

namespace {

class Simulation final
{
public:
    explicit Simulation(const SamplePlan& plan)
        : m_plan(plan)
        , m_random(plan.seed)
        , m_queues(plan.queues.size())
    {
        m_run.info = std::make_shared<RunInfo>();
        m_run.log = std::make_shared<EventLog>();
        RunInfo& info = *m_run.info;
        info.scenario = "sample";
        info.title = "Producers and consumers";
        info.seed = plan.seed;
        info.virtualClock = plan.virtualClock;
        info.queues = plan.queues;
        if (plan.endsWithProducers) addGroup({.name = "main", .count = 1, .items = 0}, -1);
        for (std::size_t g = 0; g < plan.groups.size(); ++g)
            addGroup(plan.groups[g], static_cast<int>(g));
    }

    SampleRun run()
    {
        for (std::uint32_t t = 0; t < m_tasks.size(); ++t)
            at(0, [this, t] { start(t); });
        const auto until = static_cast<std::int64_t>(m_plan.untilSeconds * 1e9);
        while (!m_due.empty() && m_due.top().ns <= until) {
            const Due due = m_due.top();
            m_due.pop();
            m_now = due.ns;
            due.then();
            if (m_over) break;
        }
        m_run.log->publish();
        m_run.endNs = m_plan.untilSeconds < 1e8 && !m_over ? until : m_now;
        return m_run;
    }

private:
    struct Due
    {
        std::int64_t ns;
        std::uint64_t order;
        std::function<void()> then;
        bool operator<(const Due& o) const { return ns != o.ns ? ns > o.ns : order > o.order; }
    };
    struct Task
    {
        int plan; // index of its group in the plan; -1: main
        std::uint16_t group;
        std::uint32_t made = 0;
        std::int64_t hand = -1;
        std::int64_t putting = -1;
        bool ended = false;
    };
    struct Queue
    {
        std::deque<std::int64_t> items;
        std::deque<std::uint32_t> getters, putters;
    };

    void addGroup(const SampleGroup& group, int plan)
    {
        RunInfo& info = *m_run.info;
        GroupInfo g;
        g.name = group.name;
        g.firstTask = info.taskCount();
        g.taskCount = group.count;
        g.counted = group.count > 1;
        if (group.putsInto >= 0) g.putsInto.push_back(static_cast<std::uint16_t>(group.putsInto));
        if (group.getsFrom >= 0) {
            g.getsFrom.push_back(static_cast<std::uint16_t>(group.getsFrom));
            g.marksDone.push_back(static_cast<std::uint16_t>(group.getsFrom));
        }
        for (std::uint32_t i = 0; i < group.count; ++i) {
            info.groupOfTask.push_back(static_cast<std::uint16_t>(info.groups.size()));
            m_tasks.push_back({plan, static_cast<std::uint16_t>(info.groups.size())});
        }
        info.groups.push_back(g);
    }

    const SampleGroup& planOf(std::uint32_t t) const
    {
        return m_plan.groups[static_cast<std::size_t>(m_tasks[t].plan)];
    }
    void at(std::int64_t ns, std::function<void()> then) { m_due.push({ns, m_order++, std::move(then)}); }
    void log(std::uint32_t task, EventKind kind, std::int64_t value = 0, int object = 0,
             std::uint8_t detail = 0)
    {
        m_run.log->append({m_now, value, task, static_cast<std::uint16_t>(object), kind, detail});
    }
    std::int64_t late() // what a measured clock adds
    {
        return m_plan.virtualClock ? 0
                                   : std::uniform_int_distribution<std::int64_t>(40'000, 260'000)(m_random);
    }

    void start(std::uint32_t t)
    {
        log(t, EventKind::Started);
        if (m_tasks[t].plan < 0) {
            log(t, EventKind::AwaitWait, 0, 1);
        } else if (planOf(t).getsFrom >= 0 && !planOf(t).sleepsFirst) {
            get(t);
        } else {
            pause(t);
        }
    }

    void pause(std::uint32_t t)
    {
        const SampleGroup& p = planOf(t);
        double seconds = std::uniform_real_distribution<double>(p.leastSeconds, p.mostSeconds)(m_random);
        if (m_plan.wholeSeconds) seconds = std::round(seconds);
        const auto ns = static_cast<std::int64_t>(seconds * 1e9);
        log(t, p.offloads ? EventKind::Offload : EventKind::Sleep, ns);
        at(m_now + ns + late(), [this, t] {
            if (m_tasks[t].ended) return;
            log(t, planOf(t).offloads ? EventKind::OffloadDone : EventKind::Wake);
            const SampleGroup& plan = planOf(t);
            if (plan.getsFrom >= 0 && plan.sleepsFirst && m_tasks[t].hand < 0)
                get(t);
            else if (plan.putsInto >= 0)
                put(t);
            else
                finishItem(t);
        });
    }

    void get(std::uint32_t t)
    {
        Queue& queue = m_queues[static_cast<std::size_t>(planOf(t).getsFrom)];
        if (queue.items.empty()) {
            log(t, EventKind::GetWait, 0, planOf(t).getsFrom);
            queue.getters.push_back(t);
        } else {
            take(t);
        }
    }

    void take(std::uint32_t t)
    {
        Queue& queue = m_queues[static_cast<std::size_t>(planOf(t).getsFrom)];
        if (queue.items.empty()) { // somebody who came by was faster: it goes on waiting
            queue.getters.push_front(t);
            return;
        }
        m_tasks[t].hand = queue.items.front();
        queue.items.pop_front();
        log(t, EventKind::Get, m_tasks[t].hand, planOf(t).getsFrom);
        if (!queue.putters.empty()) {
            const std::uint32_t putter = queue.putters.front();
            queue.putters.pop_front();
            at(m_now + late(), [this, putter] { store(putter); });
        }
        if (!planOf(t).sleepsFirst)
            pause(t);
        else if (planOf(t).putsInto >= 0)
            put(t);
        else
            finishItem(t);
    }

    void finishItem(std::uint32_t t)
    {
        log(t, EventKind::TaskDone, 0, planOf(t).getsFrom);
        m_tasks[t].hand = -1;
        endIfDone();
        if (m_over) return;
        if (planOf(t).sleepsFirst)
            pause(t);
        else
            get(t);
    }

    void put(std::uint32_t t)
    {
        Task& task = m_tasks[t];
        if (task.hand >= 0) {
            task.putting = task.hand;
        } else {
            task.putting = m_made++;
            ++task.made;
            log(t, EventKind::Valued, static_cast<std::int64_t>(m_random()), 4,
                static_cast<std::uint8_t>(PayloadKind::Hex));
        }
        Queue& queue = m_queues[static_cast<std::size_t>(planOf(t).putsInto)];
        const std::uint64_t capacity = m_plan.queues[static_cast<std::size_t>(planOf(t).putsInto)].capacity;
        if (capacity != 0 && queue.items.size() >= capacity) {
            log(t, EventKind::PutWait, task.putting, planOf(t).putsInto);
            queue.putters.push_back(t);
        } else {
            store(t);
        }
    }

    void store(std::uint32_t t)
    {
        Task& task = m_tasks[t];
        Queue& queue = m_queues[static_cast<std::size_t>(planOf(t).putsInto)];
        const std::uint64_t capacity = m_plan.queues[static_cast<std::size_t>(planOf(t).putsInto)].capacity;
        if (capacity != 0 && queue.items.size() >= capacity) {
            queue.putters.push_front(t);
            return;
        }
        queue.items.push_back(task.putting);
        log(t, EventKind::Put, task.putting, planOf(t).putsInto);
        task.putting = -1;
        if (!queue.getters.empty()) {
            const std::uint32_t getter = queue.getters.front();
            queue.getters.pop_front();
            at(m_now + late(), [this, getter] { take(getter); });
        }
        if (planOf(t).getsFrom >= 0) return finishItem(t);
        if (task.made < planOf(t).items) return pause(t);
        task.ended = true;
        log(t, EventKind::Ended);
        ++m_endedMakers;
        if (m_endedMakers == planOf(t).count && m_plan.endsWithProducers) {
            log(0, EventKind::Await, 0, 1);
            log(0, EventKind::JoinWait, 0, 0);
        }
    }

    /// Every item has gone through: main cancels who still waits.
    void endIfDone()
    {
        if (!m_plan.endsWithProducers || m_endedMakers < m_plan.groups[0].count) return;
        for (const Queue& queue : m_queues)
            if (!queue.items.empty() || !queue.putters.empty()) return;
        for (const Task& task : m_tasks)
            if (task.hand >= 0) return;
        log(0, EventKind::Join, 0, 0);
        for (std::uint32_t t = 1; t < m_tasks.size(); ++t) {
            if (m_tasks[t].ended) continue;
            log(t, EventKind::Ended, 0, 0, static_cast<std::uint8_t>(EndedHow::Cancelled));
        }
        log(0, EventKind::Ended);
        m_over = true;
    }

    const SamplePlan& m_plan;
    std::mt19937_64 m_random;
    std::vector<Queue> m_queues;
    std::vector<Task> m_tasks;
    std::priority_queue<Due> m_due;
    SampleRun m_run;
    std::int64_t m_now = 0;
    std::int64_t m_made = 0;
    std::uint64_t m_order = 0;
    std::uint32_t m_endedMakers = 0;
    bool m_over = false;
};

} // namespace

SampleRun simulate(const SamplePlan& plan)
{
    return Simulation(plan).run();
}

SamplePlan asyncqPlan()
{
    SamplePlan plan;
    plan.groups = {
        {.name = "producer", .count = 3, .putsInto = 0, .leastSeconds = 0.5, .mostSeconds = 1.8, .items = 30},
        {.name = "consumer", .count = 4, .getsFrom = 0, .leastSeconds = 1.0, .mostSeconds = 3.0}};
    plan.queues = {{.name = "queue", .capacity = 12}};
    return plan;
}

SamplePlan livePlan()
{
    SamplePlan plan;
    plan.groups = {
        {.name = "producer", .count = 3, .putsInto = 0, .leastSeconds = 1, .mostSeconds = 3, .items = 12},
        {.name = "consumer", .count = 3, .getsFrom = 0, .leastSeconds = 1, .mostSeconds = 3}};
    plan.queues = {{.name = "queue"}};
    plan.seed = 196;
    plan.virtualClock = false;
    plan.wholeSeconds = true;
    plan.untilSeconds = 19.2;
    return plan;
}

SamplePlan pipelinePlan()
{
    SamplePlan plan;
    plan.groups = {
        {.name = "produce", .count = 1, .putsInto = 0, .leastSeconds = 0, .mostSeconds = 0.001, .items = 400},
        {.name = "worker",
         .count = 25,
         .getsFrom = 0,
         .putsInto = 1,
         .leastSeconds = 0,
         .mostSeconds = 2,
         .sleepsFirst = false},
        {.name = "handler",
         .count = 10,
         .getsFrom = 1,
         .leastSeconds = 0.3,
         .mostSeconds = 0.7,
         .sleepsFirst = false,
         .offloads = true}};
    plan.queues = {{.name = "work", .capacity = 100}, {.name = "results", .capacity = 20}};
    plan.seed = 7;
    return plan;
}

SamplePlan hugePlan(std::uint32_t spans)
{
    SamplePlan plan;
    plan.groups = {{.name = "producer",
                    .count = 10,
                    .putsInto = 0,
                    .leastSeconds = 0.001,
                    .mostSeconds = 0.002,
                    .items = spans / 40},
                   {.name = "consumer",
                    .count = 40,
                    .getsFrom = 0,
                    .leastSeconds = 0.002,
                    .mostSeconds = 0.012,
                    .sleepsFirst = false}};
    plan.queues = {{.name = "queue", .capacity = 64}};
    plan.seed = 3;
    return plan;
}

} // namespace sojourn::test
