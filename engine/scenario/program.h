// A group's steps as a flat program that a task can walk without recursion.
#pragma once

#include "scenario/scenario.h"
#include "trace/event.h"

#include <cstdint>
#include <vector>

namespace sojourn {

enum class Op : std::uint8_t {
    Sleep,
    Work,
    Offload,
    Put,
    Get,
    TaskDone,
    BreakIf,
    Join,
    Await,
    Cancel,
    Set,
    Wait,
    Request,
    Fail,
    Log,
    RepeatBegin,  ///< opens a block; target: behind its end
    RepeatNext,   ///< the end of a pass; target: the first instruction of the body
    FinallyBegin, ///< opens a block with clean-up; target: the clean-up
    TimeoutBegin, ///< opens a block; target: its end
    // Those below end a block and count as no step.
    FinallyEnter, ///< the steps ended normally: into the clean-up
    FinallyEnd,   ///< the clean-up ended normally: on with what led here
    TimeoutEnd,   ///< the steps ended normally
    LogBehind,    ///< the log of a block that was left towards what follows
    End,
};

/// Where a draw is made: its distribution and what makes it independent of all others.
struct DrawSite
{
    const Draw* draw = nullptr; ///< owned by the scenario
    std::uint64_t site = 0;     ///< drawSite()
    std::uint32_t id = 0;       ///< among all sites of the scenario
};

/// Whether it counts for the detection of programs that never suspend: a step, or a pass of a repeat.
constexpr bool countsAsStep(Op op)
{
    return op <= Op::TimeoutBegin;
}

struct Instruction
{
    Op op = Op::End;
    bool logs = false;      ///< the step has a log
    std::uint8_t steps = 0; ///< 1 where it counts as a step
    StepNumber number = 0;  ///< of the step in its group
    std::uint16_t object = 0;
    std::uint32_t target = 0;
    std::uint32_t site = 0; ///< index of its draw in Program::sites; of a put: that of its priority; of a
                            ///< request: the first of four, connect, latency, receive and failure
    std::uint32_t valueSite = 0; ///< of a put: that of its value
    const Step* step = nullptr;  ///< owned by the scenario
};

/// The program of one group. Refers into the scenario, which must outlive it.
struct Program
{
    std::uint64_t groupHash = 0;
    std::vector<Instruction> code;
    std::vector<DrawSite> sites;
};

/// How many numbers these steps take, with those within them and those of an `if` that are not taken: steps
/// are numbered from 1 in the order of the file.
std::uint32_t stepCount(const std::vector<Step>& steps);

/// Flattens a group's steps. `firstSiteId` numbers its draw sites and is moved behind them.
Program compile(const TaskGroup& group, std::uint64_t seed, std::uint32_t& firstSiteId);

} // namespace sojourn
