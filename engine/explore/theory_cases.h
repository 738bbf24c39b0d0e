// The cases that theory knows: from arrivals and services to figures, with formula and source.
#pragma once

#include "explore/queue_flow.h"
#include "explore/theory_of.h"

namespace sojourn {

/// What the arrivals of a queue are once it is known what comes out of the stages before it.
struct Stream
{
    double ratePerSecond = 0;
    double scv = 1; ///< squared coefficient of variation of the time between two
    bool isPoisson = false;
};

/// An open queue: fills in case, formula, source and figures, or the sentence why there are none. Services
/// that come in a fixed order are not independent.
void solveOpenQueue(const QueueInfo& queue, const QueueArrivals& arrivals, const Stream& stream,
                    const QueueService& service, bool areIndependent, QueueTheory& theory);

/// Poisson arrivals that take one of `permits` permits each, or go away without one.
void solvePermits(const QueueArrivals& arrivals, const Stream& stream, const QueueService& service,
                  bool areIndependent, double permits, QueueTheory& theory);

/// "λ 3.6/s, μ 1/s, 4 servers".
std::string inputsText(const QueueLoad& load);

} // namespace sojourn
