#include "explore/theory_cases.h"

#include "explore/figure_text.h"
#include "explore/theory_neighbour.h"

#include <cmath>

namespace sojourn {

namespace {

constexpr const char* fixedOrder = "services come in a fixed order and are not independent";
constexpr const char* gross = "Gross, Shortle, Thompson, Harris: Fundamentals of Queueing Theory, 4th ed., ";

/// A case's words.
struct Case
{
    std::string name;
    const char* formula;
    std::string source;
};

Case mmc(std::uint32_t servers)
{
    if (servers == 1) return {"M/M/1", "Wq = ρ / (μ − λ)", std::string(gross) + "section 2.2"};
    return {"M/M/" + std::to_string(servers), "Wq = C(c, a) / (cμ − λ), with Erlang's C",
            "A. K. Erlang, 1917; " + std::string(gross) + "section 2.3"};
}

Case mg1(bool isConstant)
{
    if (isConstant)
        return {"M/D/1", "Wq = ρ / (2μ (1 − ρ))",
                "Pollaczek 1930, Khinchine 1932; " + std::string(gross) + "section 5.1"};
    return {"M/G/1", "Wq = ρ (1 + cs²) / (2μ (1 − ρ)), cs² = variance of the service / its mean²",
            "Pollaczek 1930, Khinchine 1932; " + std::string(gross) + "section 5.1"};
}

Case mmck(std::uint32_t servers, std::uint64_t places)
{
    const std::string c = std::to_string(servers);
    if (places == 0)
        return {"M/M/" + c + "/" + c, "loss = B(c, a), with Erlang's B",
                "A. K. Erlang, 1917; " + std::string(gross) + "section 2.6"};
    return {"M/M/" + c + "/" + std::to_string(servers + places),
            "pₙ = pₙ₋₁ a / min(n, c) up to n = K; loss = p_K, Wq = Lq / (λ (1 − p_K))",
            std::string(gross) + "section 2.5"};
}

Case ddc(std::uint32_t servers)
{
    return {"D/D/" + std::to_string(servers), "Wq = 0 while ρ ≤ 1", std::string(gross) + "section 1.5"};
}

Case ggc(std::uint32_t servers)
{
    return {"G/G/" + std::to_string(servers), "Wq ≈ Wq of M/M/c × (ca² + cs²) / 2, an approximation",
            "Allen and Cunneen; A. O. Allen: Probability, Statistics and Queueing Theory, 2nd ed., 1990"};
}

Case blocking(std::uint32_t servers, std::uint64_t places)
{
    return {"M/M/" + std::to_string(servers) + " with back-pressure, room for " + std::to_string(places),
            "birth-death chain: each producer that does not wait for room puts at rate λ / producers",
            std::string(gross) + "section 2.1"};
}

void take(const Case& c, QueueTheory::Kind kind, std::optional<QueueFigures> figures, QueueTheory& theory)
{
    theory.kind = kind;
    theory.name = c.name;
    theory.formula = c.formula;
    theory.source = c.source;
    theory.figures = std::move(figures);
}

void refuse(std::string sentence, QueueTheory& theory)
{
    theory.kind = QueueTheory::Kind::None;
    theory.sentence = std::move(sentence);
}

/// Servers are taken for longer than they hold the item: the wait is as with the longer time, the sojourn
/// ends with the shorter.
void setItemsOwnTime(const QueueService& service, QueueTheory& theory)
{
    if (!theory.figures) return;
    if (service.service.mean != service.taken.mean) theory.figures->sojourn.reset();
    theory.figures->sojournSeconds = theory.figures->waitSeconds + service.service.mean;
    theory.figures->numberInSystem =
        littlesLaw(theory.figures->throughputPerSecond, theory.figures->sojournSeconds);
}

void sayWhatHolds(const QueueInfo& queue, const QueueLoad& load, const QueueArrivals& arrivals,
                  const Stream& stream, const QueueService& service, QueueTheory& theory)
{
    const bool isOverload = theory.kind == QueueTheory::Kind::Overload;
    if (!theory.figures && !isOverload) return;
    const std::string asSet = "as set";
    auto& holds = theory.assumptions;
    if (stream.isPoisson)
        holds.push_back({"arrivals are Poisson", arrivals.stages.empty() ? asSet : "by Burke’s theorem"});
    else if (theory.kind == QueueTheory::Kind::Exact)
        holds.push_back({"arrivals are constant, from one source", asSet});
    if (service.isExponential)
        holds.push_back({"services are exponential", asSet});
    else if (theory.kind == QueueTheory::Kind::Exact)
        holds.push_back(
            {service.taken.scv() == 0 ? "services are constant" : "services are alike and independent",
             asSet});
    if (queue.order == QueueOrder::Fifo) holds.push_back({"first in, first out", asSet});
    if (queue.capacity == 0) {
        if (!isOverload)
            holds.push_back({load.utilisationRatio() < 1 ? "load below 100 %" : "load at most 100 %",
                             figureText(load.utilisationRatio() * 100, 3) + " %"});
        holds.push_back({"no limit on the queue", asSet});
    } else {
        holds.push_back({"room for " + std::to_string(queue.capacity) +
                             (arrivals.drop ? "; others are turned away" : "; others wait to put"),
                         asSet});
    }
}

void sayOrder(const QueueInfo& queue, QueueTheory& theory)
{
    if (queue.order == QueueOrder::Fifo || !theory.figures || theory.isDeterministic()) return;
    theory.notes.push_back(std::string("the order is ") +
                           (queue.order == QueueOrder::Lifo ? "last in, first out" : "by priority") +
                           ": means hold as they stand, the distribution of the wait is another one");
    theory.figures->wait.reset();
    theory.figures->sojourn.reset();
    theory.figures->waitVariance.reset();
}

/// Where the services of a case are not as formulas have them.
void sayServices(const QueueService& service, bool areIndependent, QueueTheory& theory)
{
    if (!service.isExponential)
        theory.deviations.push_back("services are " + service.spread + ", not exponential");
    if (!areIndependent) theory.deviations.push_back(fixedOrder);
}

void overload(const QueueLoad& load, QueueTheory& theory)
{
    theory.kind = QueueTheory::Kind::Overload;
    theory.growthPerSecond = load.growthPerSecond();
    theory.formula = "growth = λ − c μ";
    theory.source = std::string(gross) + "section 1.5";
    theory.deviations.push_back("the load is " + figureText(load.utilisationRatio() * 100, 3) +
                                " %, not below 100 %: there is no long run to settle in");
    const std::string rho = figureText(load.utilisationRatio(), 3);
    theory.sentence = theory.growthPerSecond > 0
                          ? "utilisation is " + rho + ": the queue grows by " +
                                figureText(theory.growthPerSecond, 3) + " items a second for ever"
                          : "utilisation is 1: the queue grows without end, ever more slowly";
}

/// One source and servers that all keep one beat: nobody ever waits, whatever the room.
bool isEven(const QueueLoad& load, const QueueArrivals& arrivals, const Stream& stream,
            const QueueService& service)
{
    return arrivals.sources == 1 && arrivals.stages.empty() && stream.scv == 0 && service.taken.scv() == 0 &&
           load.utilisationRatio() <= 1;
}

void solveUnlimited(const QueueLoad& load, const QueueArrivals& arrivals, const Stream& stream,
                    const QueueService& service, bool areIndependent, QueueTheory& theory)
{
    const double cs2 = service.taken.scv();
    const bool isBalanced = load.utilisationRatio() == 1 && cs2 == 0 && stream.scv == 0;
    if (load.utilisationRatio() >= 1 && !isBalanced) return overload(load, theory);
    theory.isWaitVarianceInfinite = !service.taken.hasThirdMoment;
    if (!std::isfinite(cs2))
        return refuse(
            "the variance of services is infinite (their distribution's tail is too long): no mean wait "
            "exists that a run could come near",
            theory);
    if (stream.isPoisson && service.isExponential)
        return take(mmc(load.servers), QueueTheory::Kind::Exact, mmcQueue(load), theory);
    if (stream.isPoisson && load.servers == 1 && areIndependent)
        return take(mg1(cs2 == 0), QueueTheory::Kind::Exact, mg1Queue(load, cs2), theory);
    for (const std::string& deviation : arrivals.deviations)
        theory.deviations.push_back(deviation);
    sayServices(service, areIndependent, theory);
    if (isBalanced)
        return refuse("arrivals and services are constant and as fast as each other: no formula", theory);
    if (!std::isfinite(stream.scv))
        return refuse("the variance of the time between arrivals is infinite", theory);
    take(ggc(load.servers), QueueTheory::Kind::Approximate, ggcQueue(load, stream.scv, cs2), theory);
}

/// A queue with room for so many.
void solveLimited(const QueueInfo& queue, const QueueLoad& load, const QueueArrivals& arrivals,
                  const Stream& stream, const QueueService& service, bool areIndependent, QueueTheory& theory)
{
    const double most = std::min(load.arrivalsPerSecond, load.servers / load.serviceSeconds);
    for (const std::string& deviation : arrivals.deviations)
        theory.deviations.push_back(deviation);
    sayServices(service, areIndependent, theory);
    const bool isMarkov = stream.isPoisson && service.isExponential;
    if (arrivals.drop && isMarkov)
        return take(mmck(load.servers, queue.capacity), QueueTheory::Kind::Exact,
                    mmckQueue(load, queue.capacity), theory);
    if (arrivals.waitForRoom)
        theory.deviations.push_back("producers wait while the queue is full: arrivals stop meanwhile");
    const bool isChain = arrivals.waitForRoom && isMarkov && arrivals.stages.empty() && arrivals.areAlike;
    if (isChain) {
        if (auto figures = blockingQueue(load, arrivals.sources, queue.capacity))
            return take(blocking(load.servers, queue.capacity), QueueTheory::Kind::Exact, figures, theory);
    }
    refuse("no formula for room for " + std::to_string(queue.capacity) +
               " with these arrivals and services; throughput at most " + figureText(most) + "/s",
           theory);
}

} // namespace

std::string inputsText(const QueueLoad& load)
{
    return "λ " + figureText(load.arrivalsPerSecond) + "/s, μ " + figureText(1 / load.serviceSeconds) +
           "/s, " + countedText(load.servers, "server");
}

void solveOpenQueue(const QueueInfo& queue, const QueueArrivals& arrivals, const Stream& stream,
                    const QueueService& service, bool areIndependent, QueueTheory& theory)
{
    theory.servers = service.servers;
    theory.notes = arrivals.notes;
    theory.notes.insert(theory.notes.end(), service.notes.begin(), service.notes.end());
    if (!(service.taken.mean > 0))
        return refuse("servers take no time over an item: nobody waits longer than a turn", theory);
    if (!std::isfinite(service.taken.mean))
        return refuse("services have no mean (their distribution's tail is too long)", theory);
    const QueueLoad load{stream.ratePerSecond, service.taken.mean, service.servers};
    if (!load.isSound()) return refuse("the time between arrivals has no mean", theory);
    theory.inputs = inputsText(load);
    theory.offeredLoadRatio = load.utilisationRatio();
    theory.isEven = isEven(load, arrivals, stream, service);
    if (theory.isEven)
        take(ddc(load.servers), QueueTheory::Kind::Exact, ddcQueue(load), theory);
    else if (queue.capacity == 0)
        solveUnlimited(load, arrivals, stream, service, areIndependent, theory);
    else
        solveLimited(queue, load, arrivals, stream, service, areIndependent, theory);
    const bool forgets =
        theory.figures && !theory.isDeterministic() && std::isfinite(stream.scv + service.taken.scv());
    if (forgets) {
        theory.serviceScv = service.taken.scv();
        theory.relaxationSeconds =
            relaxationSeconds(load, stream.scv, theory.serviceScv,
                              queue.capacity == 0 ? 0 : static_cast<double>(queue.capacity) + load.servers);
    }
    setItemsOwnTime(service, theory);
    sayWhatHolds(queue, load, arrivals, stream, service, theory);
    if (theory.kind == QueueTheory::Kind::Exact)
        theory.neighbour = neighbourSentence(queue, load, arrivals, stream, service);
    sayOrder(queue, theory);
}

void solvePermits(const QueueArrivals& arrivals, const Stream& stream, const QueueService& service,
                  bool areIndependent, double permits, QueueTheory& theory)
{
    // More servers than permits never work; fewer leave places to wait.
    const auto servers = static_cast<std::uint32_t>(std::min<double>(service.servers, permits));
    const QueueLoad load{stream.ratePerSecond, service.taken.mean, servers};
    theory.servers = service.servers;
    if (!load.isSound()) return refuse("servers take no time over an item, or there are no permits", theory);
    theory.inputs = inputsText(load) + ", " + countedText(static_cast<std::uint64_t>(permits), "permit");
    theory.offeredLoadRatio = load.utilisationRatio();
    const auto places = static_cast<std::uint64_t>(permits - servers);
    // Erlang's B holds for services of any kind; with places to wait only for exponential ones.
    if (!stream.isPoisson || (places > 0 && !service.isExponential))
        return refuse(
            "arrivals that go away without a permit have a formula only where they are Poisson and, with "
            "more permits than servers, services exponential",
            theory);
    take(mmck(servers, places), areIndependent ? QueueTheory::Kind::Exact : QueueTheory::Kind::Approximate,
         mmckQueue(load, places), theory);
    if (!areIndependent) theory.deviations.push_back(fixedOrder);
    theory.losingSources = arrivals.losingSources;
    theory.hasNoPlaces = places == 0;
    auto& holds = theory.assumptions;
    holds.push_back({"arrivals are Poisson", "as set"});
    if (areIndependent)
        holds.push_back(
            {service.isExponential ? "services are exponential" : "services are alike and independent",
             "as set"});
    holds.push_back({places == 0 ? "no room to wait; others are turned away"
                                 : "room for " + std::to_string(places) + "; others are turned away",
                     countedText(static_cast<std::uint64_t>(permits), "permit")});
    if (theory.figures && !service.isExponential) theory.figures->sojourn.reset();
    if (theory.figures) // of each server there is, also of those without a permit
        theory.figures->utilisationRatio *= static_cast<double>(servers) / service.servers;
    setItemsOwnTime(service, theory);
}

} // namespace sojourn
