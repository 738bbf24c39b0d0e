#include "explore/queue_flow.h"

#include "explore/figure_text.h"
#include "explore/pauses.h"
#include "explore/theory_words.h"
#include "scenario/run_info_of.h"

#include <algorithm>
#include <span>

namespace sojourn {

namespace {

using Kind = CycleStep::Kind;

template <typename T> bool contains(const std::vector<T>& all, T one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// A group that pauses or waits before its loop: a note of it is appended.
bool startsLate(const ScenarioCycles& cycles, std::size_t group, std::vector<std::string>& notes)
{
    const TaskCycle& cycle = cycles.ofGroup[group];
    const double late = pausesOf(cycle.before).sum.mean;
    if (!(late > 0) && !cycle.waitsBefore) return false;
    notes.push_back(cycles.nameOf(group) + " starts late, " +
                    (cycle.waitsBefore
                         ? "when what it waits for has happened"
                         : "after " + figureWithUnit(late, MetricUnit::Seconds, 2) + " in the mean") +
                    ": that belongs to the warm-up, and changes nothing in the long run");
    return true;
}

/// One group that makes items: takes it in.
class SourceReader final
{
public:
    SourceReader(const ScenarioCycles& cycles, std::uint16_t queue, QueueArrivals& arrivals)
        : m_cycles(cycles)
        , m_queue(queue)
        , m_arrivals(arrivals)
    {
    }

    void read(std::size_t group)
    {
        const TaskCycle& cycle = m_cycles.ofGroup[group];
        const auto tasks = m_cycles.scenario.groups[group].count;
        const auto once = std::count_if(cycle.before.begin(), cycle.before.end(), [&](const CycleStep& s) {
            return s.kind == Kind::Put && s.step->object == m_queue;
        });
        addAtOnce(static_cast<double>(once) * tasks);
        const std::uint32_t puts = cycle.count(Kind::Put, m_queue);
        if (puts == 0) return;
        if (cycle.has(Kind::Get)) {
            m_arrivals.stages.push_back(static_cast<std::uint16_t>(group));
            if (puts > 1)
                refuse(m_cycles.nameOf(group) + " puts " + std::to_string(puts) +
                       " items for each that it gets");
            return;
        }
        const Pauses pauses = pausesOf(cycle.steps);
        if (pauses.sum.mean == 0 || !cycle.loops) {
            if (cycle.passes)
                addAtOnce(*cycle.passes * puts * tasks);
            else
                m_arrivals.atOnce.reset();
            return;
        }
        if (puts > 1) return refuse(m_cycles.nameOf(group) + " puts several items between two pauses");
        if (auto obstacle = pauseObstacle(m_cycles.scenario, m_cycles.info, m_cycles.nameOf(group), pauses);
            !obstacle.empty())
            return refuse(obstacle);
        addStream(group, pauses, tasks);
        readPut(group);
        m_arrivals.startLate |= startsLate(m_cycles, group, m_arrivals.notes);
    }

    /// Shares of the streams, for how many they count as.
    void finish()
    {
        double squares = 0;
        for (const auto& [rate, tasks] : m_rates) {
            const double share = rate / m_arrivals.ratePerSecond;
            squares += share * share * tasks;
            m_arrivals.areAlike = m_arrivals.areAlike && rate == m_rates.front().first;
        }
        m_arrivals.streams = squares > 0 ? 1 / squares : 0;
        if (m_arrivals.ratePerSecond > 0) m_arrivals.streamScv /= m_arrivals.ratePerSecond;
        m_arrivals.isPoisson = m_arrivals.sources > 0 && m_isPoisson;
        std::vector<std::string> deviations;
        for (const auto& [name, how] : m_notPoisson) // of some sources, where the others' may be
            deviations.push_back((m_rates.size() > 1 ? "arrivals from " + name : "arrivals") + how);
        m_arrivals.deviations.insert(m_arrivals.deviations.begin(), deviations.begin(), deviations.end());
    }

private:
    void addAtOnce(double items)
    {
        if (m_arrivals.atOnce) *m_arrivals.atOnce += items;
    }
    void addStream(std::size_t group, const Pauses& pauses, std::uint32_t tasks)
    {
        const double rate = 1 / pauses.sum.mean;
        m_rates.emplace_back(rate, tasks);
        m_arrivals.ratePerSecond += rate * tasks;
        m_arrivals.streamScv += pauses.sum.scv() * rate * tasks; // divided by the rate in the end
        m_arrivals.sources += tasks;
        if (pauses.isExponential()) return;
        m_isPoisson = false;
        const std::string spread = pauses.spread();
        m_notPoisson.emplace_back(
            m_cycles.nameOf(group),
            " are " + spread + ", not Poisson" +
                (tasks > 1 ? " (" + countedText(tasks, "producer") + " together)" : ""));
        if (tasks > 1 && spread == "constant")
            m_arrivals.deviations.push_back(m_cycles.nameOf(group) + " put in step: " +
                                            std::to_string(tasks) + " items come at one instant");
        if (spread == "a fixed sequence")
            m_arrivals.deviations.push_back("pauses of " + m_cycles.nameOf(group) +
                                            " come in a fixed order and are not independent");
    }
    void readPut(std::size_t group)
    {
        const std::vector<CycleStep>& steps = m_cycles.ofGroup[group].steps;
        const auto put = std::find_if(steps.begin(), steps.end(), [&](const CycleStep& s) {
            return s.kind == Kind::Put && s.step->object == m_queue;
        });
        if (put->isTried) {
            const auto tried =
                std::find_if(steps.begin(), put, [](const CycleStep& s) { return s.kind == Kind::TryGet; });
            m_arrivals.permits = tried->step->object;
            m_arrivals.losingSources.push_back(static_cast<std::uint16_t>(group));
        } else if (m_cycles.scenario.queues[m_queue].capacity > 0) {
            (put->step->dropIfFull ? m_arrivals.drop : m_arrivals.waitForRoom) = true;
        } else {
            m_arrivals.wouldDrop |= put->step->dropIfFull;
        }
        const bool pausesBefore =
            std::any_of(steps.begin(), put, [](const CycleStep& s) { return s.kind == Kind::Pause; });
        if (!pausesBefore)
            m_arrivals.notes.push_back(m_cycles.nameOf(group) +
                                       " pauses after its put: its first item comes at once, which changes "
                                       "nothing in the long run");
    }
    void refuse(const std::string& obstacle)
    {
        if (m_arrivals.obstacle.empty()) m_arrivals.obstacle = obstacle;
    }

    const ScenarioCycles& m_cycles;
    std::uint16_t m_queue;
    QueueArrivals& m_arrivals;
    std::vector<std::pair<double, std::uint32_t>> m_rates;         // of one task, and how many have it
    std::vector<std::pair<std::string, std::string>> m_notPoisson; // a source, and what its arrivals are
    bool m_isPoisson = true;
};

/// What one group of servers does with an item.
QueueService serviceOfGroup(const ScenarioCycles& cycles, std::size_t group, std::uint16_t queue)
{
    const TaskCycle& cycle = cycles.ofGroup[group];
    const std::string name = cycles.nameOf(group);
    QueueService s;
    s.servers = cycles.scenario.groups[group].count;
    const auto gets = std::count_if(cycle.steps.begin(), cycle.steps.end(),
                                    [](const CycleStep& c) { return c.kind == Kind::Get; });
    if (!cycle.obstacle.empty())
        s.obstacle = cycle.obstacle;
    else if (gets != 1)
        s.obstacle = name + " gets from more than one place";
    else if (!cycle.isEndless)
        s.obstacle = name + " takes a number of items and is through";
    if (!s.obstacle.empty()) return s;

    const std::vector<CycleStep> steps = cycle.stepsBehind(Kind::Get, queue);
    const Pauses taken = pausesOf(steps);
    s.obstacle = pauseObstacle(cycles.scenario, cycles.info, name, taken);
    // Done: its task_done; without one, when the item is put on, or the next is got.
    const bool marksDone = cycle.has(Kind::Done, queue);
    const auto done = std::find_if(steps.begin(), steps.end() - 1, [&](const CycleStep& c) {
        return marksDone ? c.kind == Kind::Done && c.step->object == queue
                         : c.kind == Kind::Put && !c.step->makesNew;
    });
    s.taken = taken.sum;
    s.service = pausesOf(std::span(steps.begin(), done)).sum;
    s.isExponential = taken.isExponential();
    s.spread = taken.spread();
    for (const CycleStep& step : steps) {
        if (step.kind != Kind::Put) continue;
        s.putsOnTo.push_back(step.step->object);
        const bool hasRoom = cycles.scenario.queues[step.step->object].capacity == 0;
        if (!hasRoom && !step.step->dropIfFull) s.heldUpBy = step.step->object;
    }
    s.startsLate = startsLate(cycles, group, s.notes);
    if (s.service.mean < s.taken.mean)
        s.notes.push_back(name +
                          (s.service.mean == 0
                               ? " pauses between two gets, and holds items for no time: the "
                                 "pause is the servers' time, not the item's"
                               : " pauses between done and the next get: that is the servers' time, not "
                                 "the item's"));
    return s;
}

bool areAlike(const QueueService& a, const QueueService& b)
{
    return a.taken.mean == b.taken.mean && a.taken.variance == b.taken.variance && a.spread == b.spread &&
           a.service.mean == b.service.mean && a.putsOnTo == b.putsOnTo;
}

} // namespace

ScenarioCycles::ScenarioCycles(const Scenario& of)
    : scenario(of)
    , info(runInfoOf(of, of.seed, true))
{
    for (const TaskGroup& group : of.groups) {
        ofGroup.push_back(cycleOf(group));
        runs.push_back(group.count > 0);
        if (runs.back() && worksOnLoop.empty() && worksInLoop(group.steps)) worksOnLoop = group.name;
    }
}

QueueArrivals arrivalsOf(const ScenarioCycles& cycles, std::uint16_t queue)
{
    QueueArrivals arrivals;
    SourceReader reader(cycles, queue, arrivals);
    for (std::size_t g = 0; g < cycles.ofGroup.size(); ++g) {
        if (!cycles.runs[g] || !contains(cycles.info.groups[g].putsInto, queue)) continue;
        if (!cycles.ofGroup[g].obstacle.empty()) {
            arrivals.obstacle = cycles.ofGroup[g].obstacle;
            return arrivals;
        }
        reader.read(g);
    }
    reader.finish();
    if (arrivals.drop && arrivals.waitForRoom)
        arrivals.obstacle = "some items are dropped when the queue is full, and others wait";
    return arrivals;
}

QueueService serviceOf(const ScenarioCycles& cycles, std::uint16_t queue)
{
    QueueService all;
    for (std::size_t g = 0; g < cycles.ofGroup.size(); ++g) {
        if (!cycles.runs[g] || !contains(cycles.info.groups[g].getsFrom, queue)) continue;
        if (!cycles.ofGroup[g].has(Kind::Get, queue) && cycles.ofGroup[g].obstacle.empty()) continue;
        QueueService one = serviceOfGroup(cycles, g, queue);
        if (!one.obstacle.empty()) return one;
        if (all.servers == 0) {
            all = one;
        } else if (areAlike(all, one)) {
            all.servers += one.servers;
            all.startsLate |= one.startsLate;
            all.notes.insert(all.notes.end(), one.notes.begin(), one.notes.end());
        } else {
            all.obstacle = "servers of several kinds get from it";
            return all;
        }
    }
    if (all.servers == 0) all.obstacle = "nobody gets from it";
    return all;
}

} // namespace sojourn
