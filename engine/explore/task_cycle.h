// What the tasks of a group do over and over: the part of their steps that a formula can be found for.
#pragma once

#include "explore/draw_moments.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sojourn {

/// One thing of a cycle that concerns queues or takes time.
struct CycleStep
{
    enum class Kind : std::uint8_t {
        Pause,  ///< sleep, work or offload: step says which, and how long
        Put,    ///< of an item; end marks are left out
        Get,    ///< suspends while the queue is empty
        TryGet, ///< a get cut short at once: with an empty queue the rest of the cycle's `tried` steps is
                ///< left out
        Done,   ///< task_done
    };
    Kind kind = Kind::Pause;
    const Step* step = nullptr; ///< the scenario's
    bool isTried = false;       ///< happens only when the TryGet before it took an item
};

/// The cycle of a group. Refers to the scenario's steps, which must outlive it.
struct TaskCycle
{
    std::vector<CycleStep>
        steps; ///< in the order of the file; one pass of the loop, or all when there is none
    std::vector<CycleStep> before; ///< what comes once, before the loop
    bool waitsBefore = false;      ///< for a flag, or for others, before the loop
    bool loops = false;            ///< the steps are those of a repeat
    bool isEndless = false;        ///< the loop goes round for ever
    /// How often it goes round: nothing for ever, or a number that is drawn. 1 without a loop.
    std::optional<double> passes;
    /// The same where it may be drawn: nothing for ever, or without a loop.
    std::optional<DrawMoments> rounds;
    /// Why the group is beyond formulas: a clause, "worker waits for a flag in its loop"; empty when it is
    /// not.
    std::string obstacle;

    bool has(CycleStep::Kind kind) const;
    bool has(CycleStep::Kind kind, std::uint16_t queue) const;
    std::uint32_t count(CycleStep::Kind kind, std::uint16_t queue) const;
    /// The steps from the one behind the first `kind` step of that queue on, round to it again.
    std::vector<CycleStep> stepsBehind(CycleStep::Kind kind, std::uint16_t queue) const;
};

/// Reads a group's steps. Steps that are cut short, conditions that are drawn, and waits for anything but
/// queues within the loop are obstacles.
TaskCycle cycleOf(const TaskGroup& group);

} // namespace sojourn
