// How a run ends: stopped from outside, at a limit, or since nothing more can happen; and what is said of it.
#include "scenario/interpreter.h"
#include "scenario/reader/words.h"
#include "scenario/request_state.h"
#include "trace/grouped.h"

#include <algorithm>

namespace sojourn {

void Interpreter::interrupt()
{
    if (m_interrupted) return;
    m_interrupted = true;
    const bool isUp =
        !m_walkers.empty() && roleOf(m_walkers.front()) == GroupRole::EntryPoint && m_walkers.front().started;
    if (!isUp) {
        m_scope.cancelAll();
        return;
    }
    // Services are stopped by their entry point, in order; one that is stopping them already goes on with it.
    for (Walker& w : m_walkers)
        if (roleOf(w) == GroupRole::Plain || (roleOf(w) == GroupRole::EntryPoint && !isStopping(w)))
            w.task->cancel();
}

bool Interpreter::meetsInterruption(Walker& w)
{
    // The task whose turn it is may never suspend: it meets its cancellation here. So does a service that
    // computes, before its turn to stop comes: nobody else had a turn otherwise.
    const bool isFirst = !m_interrupted;
    interrupt();
    const bool isService = roleOf(w) == GroupRole::Service && !isStopping(w);
    if (isService) w.task->cancel();
    return (isFirst || isService) && w.task->takeKeptCancellation();
}

GroupRole Interpreter::roleOf(const Walker& w) const
{
    return m_info.groups[w.group].role;
}

bool Interpreter::isStopping(const Walker& w) const
{
    return !w.blocks.empty() && w.blocks.front().kind == Block::Kind::CleanUp;
}

void Interpreter::noteStopError(const Walker& w, const std::string& error)
{
    // The first failure that services are stopped for: of one of them, or of what runs while they do.
    const bool isOutermost = w.blocks.size() == 1;
    if (isOutermost && roleOf(w) != GroupRole::Plain && !isStopping(m_walkers.front()) && !m_stopError)
        m_stopError = error;
}

void Interpreter::finish(Outcome outcome, Instant at, std::string sentence)
{
    if (over()) return;
    m_end.outcome = outcome;
    m_lastNs = -1; // nothing happens any more
    m_end.at = at;
    m_end.sentence = std::move(sentence);
    m_scheduler.breakRound();
}

std::string Interpreter::failures() const
{
    if (m_failures < 2) return m_firstFailure;
    if (m_failures == 2) return m_firstFailure + "; one more task failed";
    return m_firstFailure + "; " + std::to_string(m_failures - 1) + " more tasks failed";
}

void Interpreter::reachedUntil()
{
    finish(failed() ? Outcome::Failed : Outcome::Until, instantFromNanoseconds(m_untilNs), failures());
}

void Interpreter::tooManyEvents()
{
    if (!over()) m_limit = RunLimit::Events;
    finish(Outcome::Failed, m_scheduler.now(),
           "The run was ended after " + grouped(m_maxEvents) +
               " recorded events, the most that are kept: set `until`, or make it smaller.");
}

void Interpreter::tooManyItems()
{
    if (!over()) m_limit = RunLimit::Items;
    finish(
        Outcome::Failed, m_scheduler.now(),
        "The run was ended with " + grouped(m_options.maxWaitingItems) +
            " items on their way, the most that are kept: more is put than is ever taken. Give the queue a "
            "capacity, or set `until`.");
}

void Interpreter::outOfMemory()
{
    if (!over()) m_limit = RunLimit::Memory;
    finish(
        Outcome::Failed, m_scheduler.now(),
        "The run was ended since there is no memory left for it: record less, give the queues capacities, or "
        "set `until`.");
}

void Interpreter::spun(Walker& w)
{
    const Instruction& i = w.code[w.at];
    const std::string place = i.step != nullptr ? ", at " + i.step->place : std::string();
    std::string sentence = quoted(m_info.taskName(w.number)) + " ran 10,000,000 steps without suspending" +
                           place + ": nobody else ever has a turn. A `sleep` of 0 gives up the loop.";
    if (failed()) sentence = failures() + ". " + sentence;
    finish(failed() ? Outcome::Failed : Outcome::Spinning, m_scheduler.now(), std::move(sentence));
}

void Interpreter::concludeAt(Instant at)
{
    if (over()) return;
    if (m_interrupted) {
        finish(Outcome::Interrupted, at);
    } else if (m_scheduler.liveTasks() == 0) {
        finish(failed() ? Outcome::Failed : Outcome::Finished, at, failures());
    } else if (m_scheduler.anythingReady() || m_scheduler.anyTimer() || !outsideIsIdle()) {
        reachedUntil();
    } else {
        for (const Walker& w : m_walkers) {
            if (!w.task->ended()) m_end.waitingTasks.push_back({w.number, waitsFor(w)});
        }
        const WaitingTask& first = m_end.waitingTasks.front();
        std::string sentence = quoted(m_info.taskName(first.task)) + " waits for " + first.waitsFor;
        const std::size_t others = m_end.waitingTasks.size() - 1;
        if (others == 1) {
            sentence += ", and " + quoted(m_info.taskName(m_end.waitingTasks[1].task)) + " for " +
                        m_end.waitingTasks[1].waitsFor;
        } else if (others > 1) {
            sentence += ", and " + std::to_string(others) + " more tasks wait";
        }
        sentence += ": nothing can run and no timer is set, so nothing more can happen.";
        if (failed()) sentence = failures() + ". " + sentence;
        finish(failed() ? Outcome::Failed : Outcome::Stalled, at, std::move(sentence));
    }
}

bool Interpreter::outsideIsIdle() const
{
    const auto isIdle = [](const ThreadPool& pool) { return pool.running() == 0; };
    return m_exchanges == 0 && std::all_of(m_pools.begin(), m_pools.end(), isIdle) &&
           std::all_of(m_ownThreads.begin(), m_ownThreads.end(),
                       [&](const auto& own) { return isIdle(own.second); });
}

std::string Interpreter::waitsFor(const Walker& w) const
{
    const Instruction& i = w.code[w.at];
    switch (i.op) {
    case Op::Put:
        return "room in " + quoted(m_info.queues[i.object].name);
    case Op::Get:
        return "an item of " + quoted(m_info.queues[i.object].name);
    case Op::Join:
        return "the join of " + quoted(m_info.queues[i.object].name);
    case Op::Await:
        return "the end of " + quoted(m_info.groups[i.object].name);
    case Op::Wait:
        return "the flag " + quoted(m_info.flags[i.object]);
    case Op::Request:
        return (w.request->phase == RequestPhase::InLine ? "a connection to " : "a reply of ") +
               quoted(m_info.servers[i.object].name);
    case Op::Offload:
        return i.object == noPool ? "its thread" : "a thread of " + quoted(m_info.pools[i.object].name);
    default:
        return "its turn";
    }
}

} // namespace sojourn
