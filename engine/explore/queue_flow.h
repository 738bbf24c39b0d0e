// How items come to a queue and how they are served there, as far as formulas ask for it.
#pragma once

#include "explore/draw_moments.h"
#include "explore/task_cycle.h"
#include "scenario/scenario.h"
#include "trace/run_info.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// A scenario with the cycles of its groups. The scenario must outlive it.
struct ScenarioCycles
{
    explicit ScenarioCycles(const Scenario& of);

    const Scenario& scenario;
    RunInfo info;
    std::vector<TaskCycle> ofGroup; ///< by group
    std::vector<bool> runs;         ///< by group: it has tasks
    /// The first group with tasks that computes on the event loop over and over; empty without one. Meanwhile
    /// nobody else has a turn.
    std::string worksOnLoop;

    /// A group's, in quotes, as sentences have it.
    std::string nameOf(std::size_t group) const { return '"' + scenario.groups[group].name + '"'; }
};

/// Items that come to a queue.
struct QueueArrivals
{
    /// From tasks that make them with pauses between. The rate is that of tasks that never wait for room.
    double ratePerSecond = 0;
    bool isPoisson = false;    ///< every pause between two puts is exponential
    double streamScv = 0;      ///< squared coefficient of variation of one task's pauses, weighted by rate
    double streams = 0;        ///< as superposedScv() takes them
    std::uint32_t sources = 0; ///< tasks that make them
    bool areAlike = true;      ///< all sources have one rate
    bool startLate = false;    ///< one of them pauses or waits before its loop
    bool waitForRoom = false;  ///< a source waits while the queue is full
    bool drop = false;         ///< it drops the item instead
    bool wouldDrop = false;    ///< of a queue without limit: it would, if there were one
    std::optional<std::uint16_t>
        permits; ///< or takes a permit from this queue first, and drops it without one
    std::vector<std::uint16_t> losingSources{}; ///< groups that do so
    std::vector<std::uint16_t> stages;          ///< groups that put items on which they got elsewhere
    std::optional<double> atOnce =
        0; ///< items that come without pauses, in all; nothing when that is drawn or endless
    std::vector<std::string> deviations; ///< from Poisson arrivals, a sentence each
    std::vector<std::string> notes;
    std::string obstacle; ///< a clause; empty when there is none
};
QueueArrivals arrivalsOf(const ScenarioCycles& cycles, std::uint16_t queue);

/// Those who get from a queue.
struct QueueService
{
    std::uint32_t servers = 0;
    DrawMoments taken;                       ///< seconds from a get until the server is ready for the next
    DrawMoments service;                     ///< seconds of it that the item is held: from get to done
    bool isExponential = false;              ///< of taken
    bool startsLate = false;                 ///< some server pauses or waits before its loop
    std::string spread;                      ///< of taken: "exponential", "constant", "the sum of 2 parts"
    std::vector<std::uint16_t> putsOnTo;     ///< queues that the items are put into next
    std::optional<std::uint16_t> heldUpBy{}; ///< one of those, where servers wait for room
    std::vector<std::string> notes;
    std::string obstacle; ///< a clause; empty when there is none
};
QueueService serviceOf(const ScenarioCycles& cycles, std::uint16_t queue);

} // namespace sojourn
