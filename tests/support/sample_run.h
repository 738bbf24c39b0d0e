// A made-up run with plausible data, for tests of views and for their pictures.
#pragma once

#include "trace/event_log.h"
#include "trace/run_info.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace sojourn::test {

/// A group of like tasks. One that gets loops for ever; one that only puts makes `items` items each and ends.
struct SampleGroup
{
    std::string name;
    std::uint32_t count = 1;
    int getsFrom = -1; ///< queue, or -1
    int putsInto = -1;
    double leastSeconds = 1; ///< of its sleep, drawn evenly
    double mostSeconds = 3;
    bool sleepsFirst =
        true; ///< before it gets, as asyncq's consumers do; otherwise between getting and putting
    bool offloads = false; ///< off to a thread instead of sleeping
    std::uint32_t items = 30;
};

struct SamplePlan
{
    std::vector<SampleGroup> groups;
    std::vector<QueueInfo> queues;
    std::uint64_t seed = 1094;
    bool virtualClock = true;  ///< otherwise wake-ups are late by some microseconds, as measured ones are
    bool wholeSeconds = false; ///< sleeps are whole seconds
    double untilSeconds = 1e9; ///< nothing is recorded behind it
    bool endsWithProducers =
        true; ///< a task "main" awaits the first group, then joins; and cancels the others
};

struct SampleRun
{
    std::shared_ptr<RunInfo> info;
    std::shared_ptr<EventLog> log;
    std::int64_t endNs = 0;
};

SampleRun simulate(const SamplePlan& plan);

/// Three producers and four consumers on a queue of 12.
SamplePlan asyncqPlan();
/// The same kind without limit, on a measured clock, still running.
SamplePlan livePlan();
/// produce -> work -> 25 workers -> results -> 10 handlers on threads.
SamplePlan pipelinePlan();
/// About `spans` spans on 50 lanes.
SamplePlan hugePlan(std::uint32_t spans);

} // namespace sojourn::test
