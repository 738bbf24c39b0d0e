// Which of queueing theory's cases a scenario is, and what theory says of it.
#pragma once

#include "scenario/scenario.h"
#include "stats/closed_network.h"
#include "stats/queueing_theory.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// What theory says of one queue and its servers in the long run. A run of a fixed number of items is a piece
/// of it.
struct QueueTheory
{
    /// An assumption of the case that holds: "arrivals are Poisson", and where that is from: "as set".
    struct Assumption
    {
        std::string text;
        std::string from;
    };
    enum class Kind : std::uint8_t {
        None,  ///< no formula: sentence says why
        Exact, ///< figures are exact
        Approximate,
        Overload, ///< no figures: the queue grows; sentence says how fast
    };
    Kind kind = Kind::None;
    std::uint16_t queue = 0;             ///< its number
    std::string name;                    ///< of the case: "M/M/4"; empty without one
    std::string inputs;                  ///< "λ 3.6/s, μ 1/s, 4 servers"; empty where they are not known
    std::string formula;                 ///< "Wq = C(c, a) / (cμ − λ)"
    std::string source;                  ///< who found it, and where it stands
    std::optional<QueueFigures> figures; ///< of Exact and Approximate
    std::uint32_t servers = 0;
    /// rho of all that comes, let in or not: 1 and more when overloaded; nothing where it is not known. The
    /// share of the servers' time that is taken is QueueFigures::utilisationRatio.
    std::optional<double> offeredLoadRatio;
    double growthPerSecond = 0; ///< of Overload: items a second
    /// About how long the queue takes to forget its state; 0 where it is not known.
    double relaxationSeconds = 0;
    double serviceScv = 0; ///< squared coefficient of variation of a service; 0 where it is not known
    /// Groups whose items are turned away before they come to the queue: its own drops do not tell how many.
    std::vector<std::uint16_t> losingSources;
    bool hasNoPlaces = false; ///< to wait in: nobody ever waits
    bool startsLate = false;  ///< a source or a server begins later than the run, as a note says
    bool isEven = false;      ///< arrivals and services are constant and keep one beat
    /// Waits have no finite variance, since services have no third moment (as Pollaczek-Khinchine's formula
    /// for the variance has it): no run tells how far its mean wait may be off.
    bool isWaitVarianceInfinite = false;
    std::vector<Assumption> assumptions; ///< those that hold; of Exact and Approximate
    /// Assumptions of the case that do not hold, a sentence each: "arrivals are uniform, not Poisson".
    std::vector<std::string> deviations;
    std::vector<std::string> notes; ///< what else is worth knowing, a sentence each
    std::string sentence;           ///< of None and Overload
    /// What it would become with a limit on the queue, or without: "With room for 10 it becomes …". May be
    /// empty.
    std::string neighbour;

    /// Nothing is left to chance. Not so where others hold up the beat, which is no exact case any more.
    bool isDeterministic() const { return isEven && kind == Kind::Exact; }
};

/// Stations that items pass one after the other, or go round: what holds them up.
struct PipelineTheory
{
    std::vector<std::uint16_t> queues; ///< in the order in which items pass them
    bool isClosed = false;
    std::uint32_t population = 0; ///< items that go round; 0 in an open one
    Bottleneck bottleneck;        ///< its station is a place in `queues`
    std::string sentence;
    std::string source;
};

struct ScenarioTheory
{
    std::vector<QueueTheory> queues;       ///< by queue
    std::vector<PipelineTheory> pipelines; ///< of two stations and more, or closed
};

/// Looks at a resolved scenario's steps; runs nothing. Costs microseconds, but for closed systems of many
/// items (0.4 s for 10,000 that pause).
ScenarioTheory theoryOf(const Scenario& scenario);

} // namespace sojourn
