#include "explore/task_cycle.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sojourn {

namespace {

/// A loop within the loop is written out when it is no longer than this; beyond, it is a batch.
constexpr double longestInnerLoop = 64;

bool concernsQueues(const std::vector<Step>& steps)
{
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        if (step.kind == Step::Kind::Put) return !step.sentinel;
        if (step.kind == Step::Kind::Get || step.kind == Step::Kind::TaskDone) return true;
        return concernsQueues(step.kind == Step::Kind::If ? step.taken() : step.steps);
    });
}

bool isConstantCount(const Step& repeat)
{
    return !repeat.forever && repeat.amount.kind == Draw::Kind::Constant;
}

/// `timeout` 0 around a get and what follows it: take one if it is there.
bool isTry(const Step& step)
{
    return step.amount.kind == Draw::Kind::Constant && step.amount.a == 0 && !step.steps.empty() &&
           step.steps.front().kind == Step::Kind::Get &&
           std::all_of(step.steps.begin() + 1, step.steps.end(),
                       [](const Step& inner) { return inner.kind == Step::Kind::Put; });
}

class Reader final
{
public:
    explicit Reader(const TaskGroup& group)
        : m_group(group)
    {
    }
    TaskCycle read()
    {
        addAll(m_group.steps);
        return std::move(m_cycle);
    }

private:
    void addAll(const std::vector<Step>& steps)
    {
        for (const Step& step : steps)
            if (m_cycle.obstacle.empty()) add(step);
    }
    void add(const Step& step)
    {
        switch (step.kind) {
        case Step::Kind::Sleep:
        case Step::Kind::Work:
        case Step::Kind::Offload:
            return addQueueStep(CycleStep::Kind::Pause, step);
        case Step::Kind::Put:
            if (!step.sentinel) addQueueStep(CycleStep::Kind::Put, step);
            return;
        case Step::Kind::Get:
            return addQueueStep(CycleStep::Kind::Get, step);
        case Step::Kind::TaskDone:
            return addQueueStep(CycleStep::Kind::Done, step);
        case Step::Kind::Repeat:
            return addRepeat(step);
        case Step::Kind::If:
            return addAll(step.taken());
        case Step::Kind::Steps:
            return addAll(step.steps); // its clean-up comes when all is over
        case Step::Kind::Timeout:
            return addTimeout(step);
        case Step::Kind::BreakIf:
            return refuseInLoop("ends its loop by a draw");
        case Step::Kind::Join:
        case Step::Kind::Await:
        case Step::Kind::Wait:
            if (!m_isInLoop && !m_cycle.loops) m_cycle.waitsBefore = true;
            return refuseInLoop("waits for others in its loop");
        case Step::Kind::Request:
            return refuseInLoop("asks a server in its loop");
        case Step::Kind::Fail:
            return refuseInLoop("fails");
        case Step::Kind::Cancel:
        case Step::Kind::Set:
        case Step::Kind::Log:
            return;
        }
    }
    void addQueueStep(CycleStep::Kind kind, const Step& step)
    {
        if (!m_isInLoop && m_cycle.loops) {
            // Behind the loop: that comes once, at the end.
            if (kind == CycleStep::Kind::Get) refuse("gets behind its loop as well");
            return;
        }
        m_cycle.steps.push_back({kind, &step, m_isTried});
    }
    void addRepeat(const Step& step)
    {
        if (m_isInLoop) return addInnerLoop(step);
        if (!concernsQueues(step.steps)) return;
        if (m_cycle.loops) return refuse("has more than one loop");
        if (m_cycle.has(CycleStep::Kind::Get)) return refuse("gets before its loop as well");
        m_cycle.before = std::exchange(m_cycle.steps, {});
        m_cycle.loops = true;
        m_cycle.isEndless = step.forever;
        if (isConstantCount(step)) m_cycle.passes = std::max(0.0, std::floor(step.amount.a));
        if (!step.forever) m_cycle.rounds = momentsOf(step.amount);
        m_isInLoop = true;
        addAll(step.steps);
        m_isInLoop = false;
    }
    void addInnerLoop(const Step& step)
    {
        if (!isConstantCount(step) || step.amount.a > longestInnerLoop)
            return refuse("has a loop within its loop");
        for (double i = 1; i <= step.amount.a; ++i)
            addAll(step.steps);
    }
    void addTimeout(const Step& step)
    {
        if (!concernsQueues(step.steps) && !m_isInLoop) return;
        if (!isTry(step)) return refuse(m_isInLoop ? "cuts steps short in its loop" : "cuts its loop short");
        addQueueStep(CycleStep::Kind::TryGet, step.steps.front());
        m_isTried = true;
        for (auto inner = step.steps.begin() + 1; inner != step.steps.end(); ++inner)
            add(*inner);
        m_isTried = false;
    }
    void refuseInLoop(const char* what)
    {
        if (m_isInLoop) refuse(what);
    }
    void refuse(const char* what) { m_cycle.obstacle = '"' + m_group.name + "\" " + what; }

    const TaskGroup& m_group;
    TaskCycle m_cycle;
    bool m_isInLoop = false;
    bool m_isTried = false;
};

} // namespace

bool TaskCycle::has(CycleStep::Kind kind) const
{
    return std::any_of(steps.begin(), steps.end(), [&](const CycleStep& s) { return s.kind == kind; });
}

bool TaskCycle::has(CycleStep::Kind kind, std::uint16_t queue) const
{
    return count(kind, queue) > 0;
}

std::uint32_t TaskCycle::count(CycleStep::Kind kind, std::uint16_t queue) const
{
    return static_cast<std::uint32_t>(std::count_if(steps.begin(), steps.end(), [&](const CycleStep& s) {
        return s.kind == kind && s.step->object == queue;
    }));
}

std::vector<CycleStep> TaskCycle::stepsBehind(CycleStep::Kind kind, std::uint16_t queue) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const CycleStep& s) {
        return s.kind == kind && s.step->object == queue;
    });
    std::vector<CycleStep> turned;
    if (found == steps.end()) return turned;
    turned.assign(found + 1, steps.end());
    turned.insert(turned.end(), steps.begin(), found + 1);
    return turned;
}

TaskCycle cycleOf(const TaskGroup& group)
{
    TaskCycle cycle = Reader(group).read();
    if (!cycle.loops) cycle.passes = 1;
    return cycle;
}

} // namespace sojourn
