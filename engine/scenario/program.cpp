#include "scenario/program.h"

#include "scenario/draw.h"

namespace sojourn {

namespace {

class Compiler final
{
public:
    Compiler(Program& program, std::uint64_t seed, std::uint32_t& nextSiteId)
        : m_program(program)
        , m_seed(seed)
        , m_nextSiteId(nextSiteId)
    {
    }

    void steps(const std::vector<Step>& steps)
    {
        for (const Step& step : steps)
            this->step(step);
    }
    std::uint32_t emit(Op op, const Step* step = nullptr)
    {
        Instruction instruction;
        instruction.op = op;
        instruction.steps = countsAsStep(op) ? 1 : 0;
        instruction.step = step;
        if (step != nullptr) {
            instruction.object = step->kind == Step::Kind::Offload ? step->pool : step->object;
            instruction.logs = step->log.has_value();
            instruction.number =
                m_nextStep <= lastNumberedStep ? static_cast<StepNumber>(m_nextStep) : StepNumber{0};
        }
        m_program.code.push_back(instruction);
        return static_cast<std::uint32_t>(m_program.code.size()) - 1;
    }

private:
    std::uint32_t here() const { return static_cast<std::uint32_t>(m_program.code.size()); }

    std::uint32_t site(const Draw& draw, std::uint32_t number, std::uint32_t slot)
    {
        m_program.sites.push_back(
            {&draw, drawSite(m_seed, m_program.groupHash, number, slot), m_nextSiteId++});
        return static_cast<std::uint32_t>(m_program.sites.size()) - 1;
    }

    void simple(Op op, const Step& step, std::uint32_t number, bool draws)
    {
        const std::uint32_t at = emit(op, &step);
        if (draws) m_program.code[at].site = site(step.amount, number, 0);
    }

    void put(const Step& step, std::uint32_t number)
    {
        const std::uint32_t at = emit(Op::Put, &step);
        if (step.priority) m_program.code[at].site = site(*step.priority, number, 1);
        // A hex payload draws too: its distribution is not looked at, its stream is.
        m_program.code[at].valueSite = site(step.payload.number, number, 2);
    }

    void request(const Step& step, std::uint32_t number)
    {
        const std::uint32_t at = emit(Op::Request, &step);
        m_program.code[at].site = site(step.request->connect, number, 0);
        site(step.request->latency, number, 1);
        site(step.request->receive, number, 2);
        site(step.request->failure, number, 3);
    }

    void step(const Step& step)
    {
        const std::uint32_t number = m_nextStep++;
        switch (step.kind) {
        case Step::Kind::Sleep:
            simple(Op::Sleep, step, number, true);
            break;
        case Step::Kind::Work:
            simple(Op::Work, step, number, true);
            break;
        case Step::Kind::Offload:
            simple(Op::Offload, step, number, true);
            break;
        case Step::Kind::Put:
            put(step, number);
            break;
        case Step::Kind::Get:
            simple(Op::Get, step, number, false);
            break;
        case Step::Kind::TaskDone:
            simple(Op::TaskDone, step, number, false);
            break;
        case Step::Kind::BreakIf:
            simple(Op::BreakIf, step, number, true);
            break;
        case Step::Kind::Join:
            simple(Op::Join, step, number, false);
            break;
        case Step::Kind::Await:
            simple(Op::Await, step, number, false);
            break;
        case Step::Kind::Cancel:
            simple(Op::Cancel, step, number, false);
            break;
        case Step::Kind::Set:
            simple(Op::Set, step, number, false);
            break;
        case Step::Kind::Wait:
            simple(Op::Wait, step, number, false);
            break;
        case Step::Kind::Request:
            request(step, number);
            break;
        case Step::Kind::Fail:
            simple(Op::Fail, step, number, false);
            break;
        case Step::Kind::Log:
            simple(Op::Log, step, number, false);
            break;
        case Step::Kind::Repeat: {
            const std::uint32_t begin = emit(Op::RepeatBegin, &step);
            m_program.code[begin].site = site(step.amount, number, 0);
            steps(step.steps);
            const std::uint32_t next = emit(Op::RepeatNext, &step);
            m_program.code[next].target = begin + 1;
            m_program.code[begin].target = here();
            logBehind(step);
            break;
        }
        case Step::Kind::Steps: {
            if (!step.hasFinally) {
                steps(step.steps);
            } else {
                const std::uint32_t begin = emit(Op::FinallyBegin, &step);
                steps(step.steps);
                emit(Op::FinallyEnter);
                m_program.code[begin].target = here();
                steps(step.finally);
                emit(Op::FinallyEnd);
            }
            logBehind(step);
            break;
        }
        case Step::Kind::If:
            // Steps that are not taken keep their numbers: the draws of all others stay as they are.
            if (!step.condition.holds()) m_nextStep += stepCount(step.steps);
            steps(step.taken());
            if (step.condition.holds()) m_nextStep += stepCount(step.otherwise);
            logBehind(step);
            break;
        case Step::Kind::Timeout: {
            const std::uint32_t begin = emit(Op::TimeoutBegin, &step);
            m_program.code[begin].site = site(step.amount, number, 0);
            steps(step.steps);
            m_program.code[begin].target = emit(Op::TimeoutEnd);
            logBehind(step);
            break;
        }
        }
    }

    /// A block's log is written behind it, when it was left towards what follows.
    void logBehind(const Step& step)
    {
        if (step.log) emit(Op::LogBehind, &step);
    }

    Program& m_program;
    std::uint64_t m_seed;
    std::uint32_t& m_nextSiteId;
    std::uint32_t m_nextStep = 0;
};

} // namespace

std::uint32_t stepCount(const std::vector<Step>& steps)
{
    std::uint32_t count = 0;
    for (const Step& step : steps)
        count += 1 + stepCount(step.steps) + stepCount(step.finally) + stepCount(step.otherwise);
    return count;
}

Program compile(const TaskGroup& group, std::uint64_t seed, std::uint32_t& firstSiteId)
{
    Program program;
    program.groupHash = fnv1a64(group.name);
    Compiler compiler(program, seed, firstSiteId);
    compiler.steps(group.steps);
    compiler.emit(Op::End);
    return program;
}

} // namespace sojourn
