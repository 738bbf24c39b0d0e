#include "stats/queueing_theory.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sojourn {

namespace {

bool isLength(double value)
{
    return std::isfinite(value) && value >= 0;
}

/// Sums of the first n powers of a ratio from 0 to 1: x + x^2 + … + x^n, and x + 2 x^2 + … + n x^n.
struct PowerSums
{
    double plain = 0;
    double weighted = 0;
    double lastPower = 1; ///< x^n
};

/// By doubling n: all terms are positive, so nothing cancels, whatever x and n are.
PowerSums powerSums(double x, std::uint64_t n)
{
    PowerSums sums; // of the leading bits of n, as a number
    double count = 0;
    for (int bit = 63; bit >= 0; --bit) {
        sums.weighted += sums.lastPower * (sums.weighted + count * sums.plain);
        sums.plain += sums.lastPower * sums.plain;
        sums.lastPower *= sums.lastPower;
        count *= 2;
        if ((n >> bit & 1) == 0) continue;
        sums.lastPower *= x;
        count += 1;
        sums.plain += sums.lastPower;
        sums.weighted += count * sums.lastPower;
    }
    return sums;
}

/// Fills in what follows from the throughput, the mean number that waits and the load.
QueueFigures figuresOf(const QueueLoad& load, double throughputPerSecond, double queueLength)
{
    QueueFigures f;
    f.throughputPerSecond = throughputPerSecond;
    f.utilisationRatio = throughputPerSecond * load.serviceSeconds / load.servers;
    f.queueLength = queueLength;
    f.waitSeconds = queueLength / throughputPerSecond;
    f.sojournSeconds = f.waitSeconds + load.serviceSeconds;
    f.numberInSystem = littlesLaw(throughputPerSecond, f.sojournSeconds);
    return f;
}

/// rho, 1 where it is that but for rounding.
double ratioOf(double offeredLoad, std::uint32_t servers)
{
    static constexpr double rounding = 1e-9;
    const double rho = offeredLoad / servers;
    return std::abs(rho - 1) <= rounding ? 1 : rho;
}

bool isStable(const QueueLoad& load)
{
    return load.isSound() && load.utilisationRatio() < 1;
}

/// Beyond so many stages a distribution's line costs more than a frame.
constexpr std::uint64_t mostStages = 2000;
constexpr std::uint32_t mostServersInStages = 500;
/// A queue that is full less often than this has the wait of one without limit.
constexpr double practicallyNever = 1e-16;

/// The probabilities of `places` + 1 states, from the one with just the servers busy to the one that is full,
/// over that of all: each rho times the one before.
struct UpperStates
{
    double full = 0;    ///< probability of the last
    double notFull = 0; ///< of the others together: those in which an arrival waits
    double length = 0;  ///< mean number that waits
    double first = 0;   ///< probability of the first
};

UpperStates upperStates(const QueueLoad& load, std::uint64_t places)
{
    const double rho = load.utilisationRatio();
    // Up to the first of them, over its own weight, the states weigh 1 / B.
    const double lower = 1 / *erlangB(load.servers, load.offered());
    UpperStates states;
    const auto n = static_cast<double>(places);
    if (rho <= 1) { // in units of the first state's weight
        const PowerSums sums = powerSums(rho, places);
        const double all = lower + sums.plain;
        states.first = 1 / all;
        states.full = sums.lastPower / all;
        states.length = sums.weighted / all;
        states.notFull = places == 0 ? 0 : (1 + sums.plain - sums.lastPower) / all;
    } else { // in units of the last state's, or the weights leave the range of numbers
        const double x = 1 / rho;
        const PowerSums sums = powerSums(x, places);
        const double all = lower * sums.lastPower + 1 + sums.plain - sums.lastPower;
        states.first = sums.lastPower / all;
        states.full = 1 / all;
        states.length = (n * (1 + sums.plain - sums.lastPower) - (sums.weighted - n * sums.lastPower)) / all;
        states.notFull = sums.plain / all;
    }
    return states;
}

/// Wait and sojourn of an unlimited queue with exponential services.
void setTail(const QueueLoad& load, QueueFigures& f)
{
    const double atOnce = 1 - *f.waitProbability;
    const double rate = load.servers / load.serviceSeconds - load.arrivalsPerSecond;
    f.wait = StayDistribution::exponentialTail(atOnce, rate);
    f.sojourn = StayDistribution::exponentialService(atOnce, rate, 1 / load.serviceSeconds);
}

/// Wait and sojourn where an item waits with probability stages[k] for k + 1 of the services of all servers,
/// exponential each. Its own service is as long as a geometric number of those: each ends at its server with
/// probability 1 / c.
void setStages(const QueueLoad& load, const std::vector<double>& stages, QueueFigures& f)
{
    const double rate = load.servers / load.serviceSeconds;
    f.wait = StayDistribution::erlangMixture(stages, rate);
    if (load.servers > mostServersInStages) return;
    const double own = 1.0 / load.servers;
    double atOnce = 1;
    for (const double probability : stages)
        atOnce -= probability;
    std::vector<double> all;
    double inService = 0; // those whose own service began before this stage and goes on
    for (std::size_t k = 0; k <= stages.size() || inService > practicallyNever; ++k) {
        inService += k == 0 ? std::max(0.0, atOnce) : k <= stages.size() ? stages[k - 1] : 0;
        all.push_back(inService * own);
        inService *= 1 - own;
    }
    f.sojourn = StayDistribution::erlangMixture(all, rate);
}

} // namespace

bool QueueLoad::isSound() const
{
    return std::isfinite(arrivalsPerSecond) && arrivalsPerSecond > 0 && std::isfinite(serviceSeconds) &&
           serviceSeconds > 0 && servers > 0 && std::isfinite(offered()) && offered() > 0;
}

double QueueLoad::utilisationRatio() const
{
    return ratioOf(offered(), servers);
}

double QueueLoad::growthPerSecond() const
{
    return utilisationRatio() > 1 ? arrivalsPerSecond - servers / serviceSeconds : 0;
}

double relaxationSeconds(const QueueLoad& load, double ca2, double cs2, double places)
{
    const double rho = load.utilisationRatio();
    const double turn = places > 0 ? std::cos(std::numbers::pi / (places + 1)) : 1;
    const double gap = 1 + rho - 2 * std::sqrt(rho) * turn;
    return (ca2 + cs2) * load.serviceSeconds / (2.8 * load.servers * gap);
}

std::optional<double> erlangB(std::uint32_t servers, double offeredLoad)
{
    if (!isLength(offeredLoad)) return {};
    double b = 1;
    for (std::uint32_t k = 1; k <= servers; ++k)
        b = offeredLoad * b / (k + offeredLoad * b);
    return b;
}

std::optional<double> erlangC(std::uint32_t servers, double offeredLoad)
{
    if (!isLength(offeredLoad) || ratioOf(offeredLoad, servers) >= 1) return {};
    const double b = *erlangB(servers, offeredLoad);
    return b / (1 - offeredLoad / servers * (1 - b));
}

std::optional<QueueFigures> mmcQueue(const QueueLoad& load)
{
    if (!isStable(load)) return {};
    const double wait = *erlangC(load.servers, load.offered());
    const double rate = load.servers / load.serviceSeconds - load.arrivalsPerSecond;
    QueueFigures f = figuresOf(load, load.arrivalsPerSecond, load.arrivalsPerSecond * wait / rate);
    f.waitProbability = wait;
    f.waitVariance = wait * (2 - wait) / (rate * rate);
    setTail(load, f);
    return f;
}

std::optional<QueueFigures> mmckQueue(const QueueLoad& load, std::uint64_t places)
{
    if (!load.isSound()) return {};
    const UpperStates states = upperStates(load, places);
    const double letIn = 1 - states.full;
    // More than double precision can turn away: no figure of an item that is let in has a meaning.
    if (!(letIn > 0)) return {};
    QueueFigures f = figuresOf(load, load.arrivalsPerSecond * letIn, states.length);
    f.lossProbability = states.full;
    f.waitProbability = states.notFull / letIn;
    if (places > 0 && states.full < practicallyNever) {
        setTail(load, f);
        return f;
    }
    if (places > mostStages) return f;
    std::vector<double> stages(places);
    const double rho = load.utilisationRatio();
    for (std::size_t i = 0; i < stages.size(); ++i) // from the end, so that none is 0 too early
        stages[i] = rho <= 1 ? states.first * std::pow(rho, static_cast<double>(i)) / letIn
                             : states.full * std::pow(rho, -static_cast<double>(stages.size() - i)) / letIn;
    setStages(load, stages, f);
    return f;
}

std::optional<QueueFigures> mg1Queue(const QueueLoad& load, double serviceScv)
{
    if (!isStable(load) || load.servers != 1 || !isLength(serviceScv)) return {};
    const double rho = load.utilisationRatio();
    const double wait = rho * load.serviceSeconds * (1 + serviceScv) / (2 * (1 - rho));
    QueueFigures f = figuresOf(load, load.arrivalsPerSecond, littlesLaw(load.arrivalsPerSecond, wait));
    f.waitProbability = rho; // Poisson arrivals see time averages
    if (serviceScv == 0) {
        f.wait = StayDistribution::constantService(load.arrivalsPerSecond, load.serviceSeconds);
        f.sojourn = f.wait->later(load.serviceSeconds);
    } else {
        f.wait = StayDistribution::exponentialTail(1 - rho, rho / wait).approximately();
    }
    return f;
}

std::optional<QueueFigures> ddcQueue(const QueueLoad& load)
{
    if (!load.isSound() || load.utilisationRatio() > 1) return {};
    QueueFigures f = figuresOf(load, load.arrivalsPerSecond, 0);
    f.waitProbability = 0;
    f.waitVariance = 0;
    f.wait = StayDistribution::exponentialTail(1, 1 / load.serviceSeconds);
    return f;
}

std::optional<QueueFigures> ggcQueue(const QueueLoad& load, double arrivalScv, double serviceScv)
{
    if (!isStable(load) || !isLength(arrivalScv) || !isLength(serviceScv)) return {};
    const QueueFigures markov = *mmcQueue(load);
    QueueFigures f =
        figuresOf(load, load.arrivalsPerSecond, markov.queueLength * (arrivalScv + serviceScv) / 2);
    if (f.waitSeconds > 0) {
        const double wait = *markov.waitProbability;
        f.wait = StayDistribution::exponentialTail(1 - wait, wait / f.waitSeconds).approximately();
    }
    return f;
}

std::optional<QueueFigures> blockingQueue(const QueueLoad& load, std::uint32_t producers,
                                          std::uint64_t places)
{
    if (!load.isSound() || producers == 0 || places > maxChainStates ||
        load.servers + places + producers > maxChainStates)
        return {};
    // State n: items in service, in the queue and in the hands of producers who wait for room, together.
    const std::uint64_t room = load.servers + places;
    const double arrivals = load.arrivalsPerSecond / producers;
    const double services = 1 / load.serviceSeconds;
    double weight = 1, all = 1, queued = 0, blocked = 0, flow = load.arrivalsPerSecond;
    // Who puts while n are there waits for n - c + 1 services; who has to wait for room gets the last place.
    const bool isLined = places > 0 && places <= mostStages;
    std::vector<double> stages(isLined ? places : 0);
    for (std::uint64_t n = 1; n <= room + producers; ++n) {
        const std::uint64_t pausing = n - 1 <= room ? producers : producers - (n - 1 - room);
        weight *= static_cast<double>(pausing) * arrivals /
                  (static_cast<double>(std::min<std::uint64_t>(n, load.servers)) * services);
        if (weight > 1e200) { // only ratios count
            for (double* sum : {&weight, &all, &queued, &blocked, &flow})
                *sum *= 1e-200;
            for (double& stage : stages)
                stage *= 1e-200;
        }
        const std::uint64_t waitToPut = n > room ? n - room : 0;
        const std::uint64_t inQueue = n > load.servers ? std::min(n - load.servers, places) : 0;
        all += weight;
        queued += weight * static_cast<double>(inQueue);
        blocked += weight * static_cast<double>(waitToPut);
        const double puts = weight * static_cast<double>(producers - waitToPut) * arrivals;
        flow += puts;
        if (isLined && n >= load.servers) stages[std::min(n - load.servers, places - 1)] += puts;
    }
    QueueFigures f = figuresOf(load, flow / all, queued / all);
    f.putWaitSeconds = blocked / flow;
    if (isLined) {
        for (double& stage : stages)
            stage /= flow;
        setStages(load, stages, f);
        f.waitProbability = 1 - f.wait->atOnceProbability();
    }
    return f;
}

double superposedScv(double streamScv, double streams, double utilisationRatio)
{
    const double idle = 1 - std::min(utilisationRatio, 1.0);
    const double weight = 1 / (1 + 4 * idle * idle * (streams - 1));
    return weight * streamScv + 1 - weight;
}

double departureScv(const QueueLoad& load, double arrivalScv, double serviceScv)
{
    const double rho2 = std::pow(std::min(load.utilisationRatio(), 1.0), 2);
    return 1 + (1 - rho2) * (arrivalScv - 1) + rho2 / std::sqrt(load.servers) * (serviceScv - 1);
}

} // namespace sojourn
