#include "explore/pauses.h"

#include "explore/figure_text.h"

#include <algorithm>
#include <cstdint>

namespace sojourn {

namespace {

/// How many tasks compute in that pool.
std::uint32_t usersOf(const RunInfo& info, std::uint16_t pool)
{
    std::uint32_t users = 0;
    for (const GroupInfo& group : info.groups)
        if (std::find(group.offloadsTo.begin(), group.offloadsTo.end(), pool) != group.offloadsTo.end())
            users += group.taskCount;
    return users;
}

} // namespace

bool Pauses::isExponential() const
{
    return parts.size() == 1 && sojourn::isExponential(parts.front()->amount);
}

std::string Pauses::spread() const
{
    if (parts.size() == 1) return spreadOf(parts.front()->amount);
    const bool allConstant =
        std::all_of(parts.begin(), parts.end(), [](const Step* part) { return isConstant(part->amount); });
    return allConstant ? "constant" : "the sum of " + std::to_string(parts.size()) + " parts";
}

Pauses pausesOf(std::span<const CycleStep> steps)
{
    Pauses pauses;
    for (const CycleStep& step : steps) {
        if (step.kind != CycleStep::Kind::Pause) continue;
        const DrawMoments m = momentsOf(step.step->amount);
        if (m.mean == 0) continue;
        pauses.sum.mean += m.mean;
        pauses.sum.variance += m.variance;
        pauses.sum.hasThirdMoment &= m.hasThirdMoment;
        pauses.parts.push_back(step.step);
    }
    return pauses;
}

std::string pauseObstacle(const Scenario& scenario, const RunInfo& info, const std::string& who,
                          const Pauses& pauses)
{
    for (const Step* part : pauses.parts) {
        if (part->kind == Step::Kind::Work)
            return who + " computes on the loop (work), which holds up everybody";
        if (part->kind != Step::Kind::Offload || part->pool == noPool) continue;
        const PoolInfo& pool = scenario.pools[part->pool];
        if (usersOf(info, part->pool) > pool.threads)
            return who + " stands in line for the " + countedText(pool.threads, "thread") + " of \"" +
                   pool.name + '"';
    }
    return {};
}

bool worksInLoop(const std::vector<Step>& steps, bool isInLoop)
{
    return std::any_of(steps.begin(), steps.end(), [isInLoop](const Step& step) {
        if (step.kind == Step::Kind::Work) return isInLoop && momentsOf(step.amount).mean > 0;
        const bool isIf = step.kind == Step::Kind::If;
        return worksInLoop(isIf ? step.taken() : step.steps, isInLoop || step.kind == Step::Kind::Repeat);
    });
}

} // namespace sojourn
