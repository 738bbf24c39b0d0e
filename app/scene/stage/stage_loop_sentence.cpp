// What is happening where no queue is: who holds the loop, who waits for a thread, what most tasks do.
#include "scene/base/scene_text.h"
#include "scene/stage/stage_sentences.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sojourn {

namespace {

QString tasksText(std::size_t n)
{
    return n == 1 ? QStringLiteral("1 task") : QStringLiteral("%1 tasks").arg(countText(n));
}

QString waitsForThread(const RunView& run)
{
    // Of lanes alone there is no pool that could tell, but each lane says it of itself.
    std::vector<std::size_t> jobs(run.info().pools.size());
    for (const TaskMoment& task : run.moment->tasks)
        if (task.phase == RequestPhase::ForThread && task.object < jobs.size()) ++jobs[task.object];
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const PoolInfo& pool = run.info().pools[i];
        const std::size_t inLine = jobs[i];
        if (inLine == 0) continue;
        if (!pool.isSizeKnown)
            return QStringLiteral("%1 %2 in line for a thread of %3.")
                .arg(tasksText(inLine), QLatin1String(inLine == 1 ? "stands" : "stand"),
                     QString::fromStdString(pool.name));
        const QString threads = pool.threads == 1 ? QStringLiteral("the one thread")
                                                  : QStringLiteral("all %1 threads").arg(pool.threads);
        return QStringLiteral("%1 %2 in line for a thread: %3 of %4 %5 busy.")
            .arg(tasksText(inLine), QLatin1String(inLine == 1 ? "stands" : "stand"), threads,
                 QString::fromStdString(pool.name), QLatin1String(pool.threads == 1 ? "is" : "are"));
    }
    return {};
}

QString verb(TaskState state, bool one)
{
    switch (lookOf(state)) {
    case StateLook::Sleeping:
        return QLatin1String(one ? "sleeps" : "sleep");
    case StateLook::Off:
        return QLatin1String(one ? "is on a thread" : "are on threads");
    case StateLook::Joining:
        return QLatin1String(one ? "waits" : "wait");
    case StateLook::Ready:
        return QLatin1String(one ? "is ready" : "are ready");
    default:
        return QLatin1String(one ? "runs" : "run");
    }
}

} // namespace

std::uint32_t holderOfLoop(const RunView& run)
{
    const auto& tasks = run.moment->tasks;
    const auto holder = std::ranges::find(tasks, TaskState::Working, &TaskMoment::state);
    return holder == tasks.end() ? noTask : static_cast<std::uint32_t>(holder - tasks.begin());
}

bool isOverdue(const RunView& run, std::uint32_t index)
{
    const TaskMoment& task = run.moment->tasks[index];
    return task.state == TaskState::Sleeping && task.plannedEndNs != notYet &&
           task.plannedEndNs < run.playheadNs && holderOfLoop(run) != noTask;
}

QString loopSentence(const RunView& run, bool always)
{
    const std::uint32_t holder = holderOfLoop(run);
    if (holder == noTask) return {};
    const auto& tasks = run.moment->tasks;
    std::uint32_t kept = 0, one = noTask;
    for (std::uint32_t t = 0; t < tasks.size(); ++t) {
        const bool due = tasks[t].state == TaskState::Sleeping && tasks[t].plannedEndNs != notYet &&
                         tasks[t].plannedEndNs < run.playheadNs;
        if (!due && tasks[t].state != TaskState::Ready && tasks[t].state != TaskState::NotStarted) continue;
        ++kept;
        one = t;
    }
    if (kept == 0 && !always) return {};
    const QString held =
        QStringLiteral("%1 has held the loop for %2: ")
            .arg(taskTitle(run.info(), holder), durationText(run.playheadNs - tasks[holder].sinceNs));
    if (kept == 0) return held + QStringLiteral("until it suspends nobody else can run.");
    return kept == 1 ? held + QStringLiteral("%1 could run, but has to wait.").arg(taskTitle(run.info(), one))
                     : held + QStringLiteral("%1 could run, but have to wait.").arg(tasksText(kept));
}

QString sentenceWithoutQueues(const RunView& run)
{
    if (const QString sentence = waitsForThread(run); !sentence.isEmpty()) return sentence;
    std::array<std::size_t, shownStates> counts{};
    std::size_t ended = 0;
    for (const TaskMoment& task : run.moment->tasks) {
        if (task.state == TaskState::Ended) ++ended;
        if (static_cast<std::size_t>(task.state) < counts.size())
            ++counts[static_cast<std::size_t>(task.state)];
    }
    const auto most = std::ranges::max_element(counts);
    const QString all = tasksText(run.moment->tasks.size());
    if (*most == 0)
        return ended > 0 ? QStringLiteral("All %1 have ended.").arg(all)
                         : QStringLiteral("Nothing runs yet.");
    const auto state = static_cast<TaskState>(most - counts.begin());
    const QString first = QStringLiteral("%1 of %2 %3").arg(countText(*most), all, verb(state, *most == 1));
    if (ended == 0) return first + QLatin1Char('.');
    return QStringLiteral("%1; %2 %3 ended.")
        .arg(first, countText(ended), QLatin1String(ended == 1 ? "has" : "have"));
}

} // namespace sojourn
