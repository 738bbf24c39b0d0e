#include "explore/theory_of.h"

#include "explore/figure_text.h"
#include "explore/load_changes.h"
#include "explore/queue_flow.h"
#include "explore/theory_cases.h"

#include <algorithm>
#include <limits>

namespace sojourn {

namespace {

constexpr const char* bottleneckLaw =
    "Denning, Buzen: The operational analysis of queueing network models, ACM Computing Surveys 10, 1978";
/// More items than this go round for too long to compute while a slider moves.
constexpr double mostPopulation = 10'000;

class Theorist final
{
public:
    explicit Theorist(const Scenario& scenario)
        : m_cycles(scenario)
        , m_solved(scenario.queues.size(), false)
        , m_streams(scenario.queues.size())
    {
        for (std::uint16_t q = 0; q < scenario.queues.size(); ++q) {
            m_arrivals.push_back(arrivalsOf(m_cycles, q));
            m_services.push_back(serviceOf(m_cycles, q));
            QueueTheory theory;
            theory.queue = q;
            m_theory.queues.push_back(std::move(theory));
        }
    }

    ScenarioTheory solve()
    {
        for (std::uint16_t q = 0; q < m_solved.size(); ++q)
            if (!m_solved[q]) solveCircle(q);
        for (std::uint16_t q = 0; q < m_solved.size(); ++q)
            solveOpen(q, {});
        for (std::uint16_t q = 0; q < m_solved.size(); ++q)
            if (m_arrivals[q].stages.empty()) addPipelineFrom(q);
        if (!m_cycles.worksOnLoop.empty()) sayWorkOnLoop();
        sayChanges();
        return std::move(m_theory);
    }

private:
    /// Its figures are not exact any more, and why.
    static void loosen(QueueTheory& theory, const std::string& why)
    {
        theory.deviations.push_back(why);
        if (!theory.figures) return;
        theory.neighbour.clear();
        theory.kind = QueueTheory::Kind::Approximate;
        for (auto* distribution : {&theory.figures->wait, &theory.figures->sojourn})
            if (*distribution) *distribution = (*distribution)->approximately();
    }
    /// What computes on the loop holds up every pause that falls due.
    void sayWorkOnLoop()
    {
        for (QueueTheory& theory : m_theory.queues)
            if (theory.figures)
                loosen(theory, '"' + m_cycles.worksOnLoop +
                                   "\" computes on the loop (work): everybody else is held up meanwhile");
    }
    void sayChanges()
    {
        for (QueueTheory& theory : m_theory.queues)
            if (theory.kind != QueueTheory::Kind::None)
                for (const std::string& change : loadChangesOf(m_cycles, theory.queue))
                    loosen(theory, change);
    }
    const std::string& nameOf(std::uint16_t queue) const { return m_cycles.scenario.queues[queue].name; }
    std::optional<std::uint16_t> nextOf(std::uint16_t queue) const
    {
        const std::vector<std::uint16_t>& next = m_services[queue].putsOnTo;
        return next.size() == 1 ? std::optional(next.front()) : std::nullopt;
    }
    void refuse(std::uint16_t queue, std::string why)
    {
        m_theory.queues[queue].sentence = std::move(why);
        m_solved[queue] = true;
    }

    /// The queues from this one round to it again, when items go round them and none come from outside.
    std::vector<std::uint16_t> circleFrom(std::uint16_t start) const
    {
        std::vector<std::uint16_t> circle;
        for (std::uint16_t q = start; circle.size() <= m_solved.size();) {
            const QueueArrivals& arrivals = m_arrivals[q];
            if (!arrivals.obstacle.empty() || arrivals.sources > 0 || arrivals.stages.size() != 1) return {};
            circle.push_back(q);
            const auto next = nextOf(q);
            if (!next) return {};
            if (*next == start) return circle;
            q = *next;
        }
        return {};
    }

    void solveCircle(std::uint16_t start)
    {
        const std::vector<std::uint16_t> circle = circleFrom(start);
        if (circle.empty()) return;
        double population = 0;
        std::vector<Station> stations;
        for (const std::uint16_t q : circle) {
            const QueueService& service = m_services[q];
            if (!m_arrivals[q].atOnce)
                return refuseAll(circle, "how many items go round is not known before");
            population += *m_arrivals[q].atOnce;
            if (!service.obstacle.empty()) return refuseAll(circle, "no formula: " + service.obstacle);
            if (!(service.taken.mean > 0))
                return refuseAll(circle, "no formula: the servers of \"" + nameOf(q) +
                                             "\" take no time over an item");
            stations.push_back({service.taken.mean, service.servers});
        }
        const bool isWhole = population >= 1 && population <= mostPopulation;
        if (!isWhole)
            return refuseAll(circle, population < 1 ? "no items go round"
                                                    : "too many items go round to compute their figures");
        const auto items = static_cast<std::uint32_t>(population);
        if (const auto bottleneck = closedBottleneckOf(stations, items))
            m_theory.pipelines.push_back(pipeline(circle, *bottleneck, items));
        for (const std::uint16_t q : circle) {
            const std::uint64_t room = m_cycles.scenario.queues[q].capacity;
            if (room > 0 && room < items)
                return refuseAll(circle, '"' + nameOf(q) +
                                             "\" has room for fewer items than go round: only the "
                                             "bottleneck's bound holds");
        }
        const auto figures = closedNetwork(stations, items);
        if (!figures) return refuseAll(circle, "the figures of so many items leave the range of numbers");
        for (std::size_t i = 0; i < circle.size(); ++i)
            takeStation(circle, *figures, i, items);
    }
    void refuseAll(const std::vector<std::uint16_t>& queues, const std::string& why)
    {
        for (const std::uint16_t q : queues)
            refuse(q, why);
    }

    void takeStation(const std::vector<std::uint16_t>& circle, const ClosedFigures& all, std::size_t station,
                     std::uint32_t items)
    {
        const std::uint16_t queue = circle[station];
        const QueueService& service = m_services[queue];
        const StationFigures& s = all.stations[station];
        QueueTheory& t = m_theory.queues[queue];
        t.kind = QueueTheory::Kind::Exact;
        for (const std::uint16_t q : circle) { // any station's services move the figures of all
            if (m_services[q].isExponential) continue;
            t.kind = QueueTheory::Kind::Approximate;
            t.deviations.push_back("services at \"" + nameOf(q) + "\" are " + m_services[q].spread +
                                   ", not exponential");
        }
        t.name = "closed system of " + countedText(all.stations.size(), "station");
        t.inputs = countedText(items, "item") + ", μ " + figureText(1 / service.taken.mean) + "/s, " +
                   countedText(service.servers, "server");
        t.formula = "mean value analysis: an arrival sees the system as with one item fewer";
        t.source =
            "Reiser, Lavenberg: Mean-value analysis of closed multichain queuing networks, JACM 27, 1980";
        t.servers = service.servers;
        QueueFigures f;
        f.utilisationRatio = s.utilisationRatio;
        f.throughputPerSecond = all.throughputPerSecond;
        f.waitSeconds = s.waitSeconds;
        f.sojournSeconds = f.waitSeconds + service.service.mean;
        f.queueLength = littlesLaw(f.throughputPerSecond, f.waitSeconds);
        f.numberInSystem = littlesLaw(f.throughputPerSecond, f.sojournSeconds);
        t.figures = f;
        t.notes = service.notes;
        m_solved[queue] = true;
    }

    /// `behind`: the queues that ask for this one's figures, so that a circle ends.
    void solveOpen(std::uint16_t queue, std::vector<std::uint16_t> behind)
    {
        if (m_solved[queue]) return;
        if (std::find(behind.begin(), behind.end(), queue) != behind.end())
            return refuse(queue, "no formula: items come back to \"" + nameOf(queue) +
                                     "\" and new ones come as well");
        behind.push_back(queue);
        const QueueArrivals& arrivals = m_arrivals[queue];
        const QueueService& service = m_services[queue];
        if (!arrivals.obstacle.empty()) return refuse(queue, "no formula: " + arrivals.obstacle);
        if (isPermits(queue))
            return refuse(queue, "its items are permits: see the queue that they let items into");
        if (arrivals.sources == 0 && arrivals.stages.empty())
            return refuse(queue, arrivals.atOnce && *arrivals.atOnce == 0
                                     ? "nothing is put into it"
                                     : "items come all at once, without pauses: there is no long run");
        if (!service.obstacle.empty()) return refuse(queue, "no formula: " + service.obstacle);
        Stream stream;
        if (!streamTo(queue, behind, stream)) return;
        QueueTheory& theory = m_theory.queues[queue];
        if (service.heldUpBy) {
            theory.servers = service.servers;
            return refuse(queue,
                          "no formula: its servers wait while \"" + nameOf(*service.heldUpBy) + "\" is full");
        }
        if (arrivals.permits)
            solvePermits(arrivals, stream, service, areServicesIndependent(queue),
                         m_arrivals[*arrivals.permits].atOnce.value_or(0), theory);
        else
            solveOpenQueue(m_cycles.scenario.queues[queue], arrivals, stream, service,
                           areServicesIndependent(queue), theory);
        theory.startsLate = arrivals.startLate || service.startsLate;
        m_streams[queue] = outOf(theory, stream, service);
        m_solved[queue] = true;
    }

    /// No part of them comes in a fixed order.
    bool areServicesIndependent(std::uint16_t queue) const
    {
        for (std::size_t g = 0; g < m_cycles.ofGroup.size(); ++g) {
            const TaskCycle& cycle = m_cycles.ofGroup[g];
            if (!m_cycles.runs[g] || !cycle.has(CycleStep::Kind::Get, queue)) continue;
            const std::vector<CycleStep> steps = cycle.stepsBehind(CycleStep::Kind::Get, queue);
            if (std::any_of(steps.begin(), steps.end(), [](const CycleStep& step) {
                    return step.kind == CycleStep::Kind::Pause && isInFixedOrder(step.step->amount);
                }))
                return false;
        }
        return true;
    }

    bool isPermits(std::uint16_t queue) const
    {
        return std::any_of(m_arrivals.begin(), m_arrivals.end(),
                           [queue](const QueueArrivals& a) { return a.permits == queue; });
    }

    /// The arrivals of a queue, those from the stages before it included. False, and the queue refused, where
    /// they are not known.
    bool streamTo(std::uint16_t queue, const std::vector<std::uint16_t>& behind, Stream& stream)
    {
        QueueArrivals& arrivals = m_arrivals[queue];
        const bool isMixed = !arrivals.stages.empty() && (arrivals.sources > 0 || arrivals.stages.size() > 1);
        if (isMixed) return refuse(queue, "no formula: items come from several places"), false;
        if (arrivals.stages.empty()) {
            const QueueLoad load{arrivals.ratePerSecond, m_services[queue].taken.mean,
                                 m_services[queue].servers};
            stream = {arrivals.ratePerSecond,
                      arrivals.isPoisson
                          ? 1
                          : superposedScv(arrivals.streamScv, arrivals.streams, load.utilisationRatio()),
                      arrivals.isPoisson};
            return true;
        }
        const auto before = stageBefore(arrivals.stages.front());
        if (!before) return refuse(queue, "no formula: what puts into it gets from several places"), false;
        solveOpen(*before, behind);
        stream = m_streams[*before];
        if (!(stream.ratePerSecond > 0))
            return refuse(queue, "no formula: what comes out of \"" + nameOf(*before) + "\" has none"), false;
        const QueueInfo& info = m_cycles.scenario.queues[queue];
        if (info.capacity > 0) arrivals.waitForRoom = true;
        if (!stream.isPoisson)
            arrivals.deviations.push_back("arrivals are what comes out of \"" + nameOf(*before) +
                                          "\", not Poisson");
        return true;
    }
    /// The queue that a group gets from.
    std::optional<std::uint16_t> stageBefore(std::uint16_t group) const
    {
        const std::vector<std::uint16_t>& from = m_cycles.info.groups[group].getsFrom;
        return from.size() == 1 ? std::optional(from.front()) : std::nullopt;
    }

    /// What comes out of a queue and its servers: nothing where that is not known.
    static Stream outOf(const QueueTheory& theory, const Stream& in, const QueueService& service)
    {
        const double capacity = service.servers / service.taken.mean;
        if (theory.kind == QueueTheory::Kind::Overload) // its servers are never without work
            return {capacity, service.taken.scv(), service.isExponential};
        if (!theory.figures) return {};
        const double rate = theory.figures->throughputPerSecond;
        const bool isBurke = in.isPoisson && service.isExponential && rate == in.ratePerSecond;
        const QueueLoad load{rate, service.taken.mean, service.servers};
        return {rate, departureScv(load, in.scv, service.taken.scv()), isBurke};
    }

    PipelineTheory pipeline(const std::vector<std::uint16_t>& queues, const Bottleneck& bottleneck,
                            std::uint32_t population) const
    {
        PipelineTheory p;
        p.queues = queues;
        p.isClosed = population > 0;
        p.population = population;
        p.bottleneck = bottleneck;
        const std::uint16_t slowest = queues[bottleneck.station];
        const std::uint32_t servers = m_services[slowest].servers;
        const bool isFed = !p.isClosed && bottleneck.throughputPerSecond < bottleneck.capacityPerSecond;
        p.sentence = "the bottleneck is \"" + nameOf(slowest) + "\": its " + countedText(servers, "server") +
                     (servers == 1 ? " takes " : " take ") + figureText(bottleneck.capacityPerSecond, 3) +
                     " items/s; throughput at most " + figureText(bottleneck.throughputPerSecond, 3) +
                     (isFed ? "/s, as items come" : "/s");
        p.source = bottleneckLaw;
        return p;
    }

    /// The stations that what comes to this queue from outside passes; those that take no time hold nothing
    /// up.
    void addPipelineFrom(std::uint16_t first)
    {
        std::vector<std::uint16_t> queues, passed;
        std::vector<Station> stations;
        for (std::optional<std::uint16_t> q = first; q; q = nextOf(*q)) {
            const QueueService& service = m_services[*q];
            if (!service.obstacle.empty() || isPermits(*q)) break;
            if (std::find(passed.begin(), passed.end(), *q) != passed.end()) return;
            passed.push_back(*q);
            if (!(service.taken.mean > 0)) continue;
            queues.push_back(*q);
            stations.push_back({service.taken.mean, service.servers});
        }
        const double rate = m_arrivals[first].ratePerSecond;
        const auto bottleneck =
            bottleneckOf(stations, rate > 0 ? rate : std::numeric_limits<double>::infinity());
        if (passed.size() < 2 || !bottleneck) return;
        PipelineTheory theory = pipeline(queues, *bottleneck, 0);
        const double tooMany = rate - bottleneck->capacityPerSecond;
        // With a limit whoever puts has to wait. Where the queue has a formula that says so itself.
        const bool growsUnsaid = m_cycles.scenario.queues[first].capacity == 0 &&
                                 m_theory.queues[first].kind == QueueTheory::Kind::None;
        if (tooMany > 1e-9 * rate && growsUnsaid)
            theory.sentence += "; " + figureText(rate, 3) + "/s come, so that \"" + nameOf(first) +
                               "\" grows by " + figureText(tooMany, 3) + "/s, for ever";
        m_theory.pipelines.push_back(std::move(theory));
    }

    ScenarioCycles m_cycles;
    std::vector<QueueArrivals> m_arrivals; // by queue, as all below
    std::vector<QueueService> m_services;
    std::vector<bool> m_solved;
    std::vector<Stream> m_streams; // what comes out
    ScenarioTheory m_theory;
};

} // namespace

ScenarioTheory theoryOf(const Scenario& scenario)
{
    return Theorist(scenario).solve();
}

} // namespace sojourn
