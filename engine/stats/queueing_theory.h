// Queueing theory's formulas: what a queue comes to in the long run.
#pragma once

#include "stats/stay_distribution.h"

#include <cstdint>
#include <optional>

namespace sojourn {

// Sources, as the functions cite them:
//   [Gross]   Gross, Shortle, Thompson, Harris: Fundamentals of Queueing Theory, 4th ed., Wiley 2008
//   [Little]  Little: A proof for the queuing formula L = lambda W, Operations Research 9, 1961
//   [Allen]   Allen: Probability, Statistics and Queueing Theory with Computer Science Applications, 2nd ed.,
//             Academic Press 1990
//   [Kingman] Kingman: On queues in heavy traffic, Journal of the Royal Statistical Society B 24, 1962
//   [Odoni]   Odoni, Roth: An empirical investigation of the transient behavior of stationary queueing
//   systems,
//             Operations Research 31, 1983
//   [Whitt]   Whitt: The Queueing Network Analyzer, Bell System Technical Journal 62, 1983
//
// Rates are a second, lengths seconds. lambda: arrivals a second; S: mean service seconds, mu = 1 / S;
// c: servers; a = lambda S: offered load; rho = a / c. M/M/c/K: arrivals / services / servers / most items in
// the system (Kendall). Every function refuses (nothing) what is no rate, no
// length or no count, and a queue that has no steady state.

/// What a formula says of one queue with its servers. Means per item are those of items that are let in;
/// queueLength and numberInSystem are time averages.
struct QueueFigures
{
    double utilisationRatio = 0;               ///< busy share of one server's time
    double waitSeconds = 0;                    ///< W_q: mean from put to get
    double sojournSeconds = 0;                 ///< W: mean from put to done
    double queueLength = 0;                    ///< L_q: mean number that wait
    double numberInSystem = 0;                 ///< L: mean number that wait or are served
    double throughputPerSecond = 0;            ///< items let in, and served, a second
    double lossProbability = 0;                ///< of an arrival: that it is turned away
    std::optional<double> waitProbability;     ///< of one that is let in: that its wait is above 0
    std::optional<double> putWaitSeconds;      ///< where putters wait for room: mean per item
    std::optional<double> waitVariance;        ///< of the wait, in seconds squared
    std::optional<StayDistribution> wait{};    ///< where it is known, if only approximately
    std::optional<StayDistribution> sojourn{}; ///< where it is known
};

/// Arrivals and services of one queue.
struct QueueLoad
{
    double arrivalsPerSecond = 0; ///< above 0
    double serviceSeconds = 0;    ///< mean, above 0
    std::uint32_t servers = 1;    ///< at least 1

    bool isSound() const;
    double offered() const { return arrivalsPerSecond * serviceSeconds; } ///< a, in Erlang
    /// rho; may be 1 and more. What is 1 but for rounding is 1: 7 producers and 7 consumers who each pause as
    /// long come to 0.9999999999999999, and a wait of 300 years.
    double utilisationRatio() const;
    /// By how many items a second an unlimited queue grows in the long run: lambda - c mu, 0 when rho <= 1.
    /// (At rho = 1 it grows too, but ever more slowly.)
    double growthPerSecond() const;
};

/// About how long a queue takes to forget the state that it is in, in seconds: its relaxation time
/// (ca2 + cs2) / (2.8 c mu g), g = (1 - sqrt(rho))^2 [Odoni], c servers taken as one that is c times as
/// quick. With room for `places` in all (0: no limit) g = 1 + rho - 2 sqrt(rho) cos(pi / (places + 1)), the
/// gap in the spectrum of M/M/1/K. ca2, cs2: squared coefficients of variation of what lies between two
/// arrivals, and of a service; above 0 together. Infinite without a limit at rho = 1.
double relaxationSeconds(const QueueLoad& load, double ca2, double cs2, double places);

/// L = lambda W: the mean number in any part of a system in the long run, from the rate at which items come
/// and the mean time they stay. [Little]
constexpr double littlesLaw(double arrivalsPerSecond, double staySeconds)
{
    return arrivalsPerSecond * staySeconds;
}

/// Erlang's B: the share of Poisson arrivals that c servers without a queue turn away; any distribution of
/// the service. By the recursion B(k) = a B(k-1) / (k + a B(k-1)). [Gross, 2.6]
std::optional<double> erlangB(std::uint32_t servers, double offeredLoad);
/// Erlang's C: the probability that an arrival at M/M/c has to wait: B / (1 - rho (1 - B)). Nothing when
/// rho >= 1, but for rounding. [Gross, 2.3]
std::optional<double> erlangC(std::uint32_t servers, double offeredLoad);

/// M/M/c, and M/M/1 with c = 1: W_q = C / (c mu - lambda). [Gross, 2.2 and 2.3]
std::optional<QueueFigures> mmcQueue(const QueueLoad& load);
/// M/M/c/K: Poisson arrivals who are turned away when `places` wait already; K = c + places. Also for
/// rho >= 1. With places = 0 it is Erlang's loss system. [Gross, 2.5 and 2.6]
std::optional<QueueFigures> mmckQueue(const QueueLoad& load, std::uint64_t places);
/// M/G/1: W_q = rho S (1 + cs2) / (2 (1 - rho)), with cs2 the squared coefficient of variation of the
/// service; M/D/1 with cs2 = 0. Pollaczek and Khinchine. [Gross, 5.1] The distribution of the wait is exact
/// for M/D/1; otherwise an exponential tail of the same mean and the same share that waits [Kingman], an
/// approximation.
std::optional<QueueFigures> mg1Queue(const QueueLoad& load, double serviceScv);
/// G/G/c, an approximation: W_q of M/M/c times (ca2 + cs2) / 2. Allen and Cunneen; exact for M/M/c and M/G/1.
/// [Allen] The wait's distribution: an exponential tail of that mean [Kingman], with as many waiting as in
/// M/M/c.
std::optional<QueueFigures> ggcQueue(const QueueLoad& load, double arrivalScv, double serviceScv);
/// D/D/c: one source of constant pauses and servers of one constant service. Nobody waits while rho <= 1.
/// Nothing above. [Gross, 1.5]
std::optional<QueueFigures> ddcQueue(const QueueLoad& load);
/// `producers` tasks that each pause for an exponential time of rate `load.arrivalsPerSecond / producers` and
/// put, waiting for room when `places` wait already; services exponential. A birth-death chain: one that
/// waits to put makes nothing meanwhile. At most maxChainStates states. [Gross, 2.1]
std::optional<QueueFigures> blockingQueue(const QueueLoad& load, std::uint32_t producers,
                                          std::uint64_t places);
inline constexpr std::uint64_t maxChainStates = 2'000'000;

/// The squared coefficient of variation of several renewal streams taken together, an approximation between
/// the streams' own (their mean, weighted by rate) and 1. `streams`: 1 over the sum of the squares of the
/// streams' shares, their number when all have one rate. [Whitt, 4.3]
double superposedScv(double streamScv, double streams, double utilisationRatio);
/// That of the items that leave a stable G/G/c, an approximation; 1 for M/M/c, where it is exact (Burke
/// 1956). [Whitt, 4.5]
double departureScv(const QueueLoad& load, double arrivalScv, double serviceScv);

} // namespace sojourn
