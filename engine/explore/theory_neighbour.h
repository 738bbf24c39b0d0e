// What a case of theory would become next door: with a limit on the queue, or without the one that it has.
#pragma once

#include "explore/queue_flow.h"
#include "explore/theory_cases.h"

#include <string>

namespace sojourn {

/// "With room for 10 it becomes M/M/4/14: 3.6 % are turned away and the mean wait falls to 822 ms." Of
/// Poisson arrivals, exponential services and a queue in order of coming; empty for all others, and where a
/// limit changes nothing. The room that is tried is round, and about as much as is taken in the mean.
std::string neighbourSentence(const QueueInfo& queue, const QueueLoad& load, const QueueArrivals& arrivals,
                              const Stream& stream, const QueueService& service);

} // namespace sojourn
