#include "scene/stage/stage_words.h"

#include "scene/base/scene_text.h"

#include <algorithm>

namespace sojourn {

namespace {

QString shortSeconds(std::int64_t ns)
{
    if (ns < 50'000'000) return durationText(ns);
    if (ns < 100'000'000'000)
        return QString::number(static_cast<double>(ns) / 1e9, 'f', 1) + QStringLiteral(" s");
    return durationText(ns);
}

QString shortSentence(TaskState state, std::int64_t leftNs, std::int64_t sinceNs)
{
    switch (state) {
    case TaskState::Sleeping:
        return QStringLiteral("sleeps ") + shortSeconds(leftNs != notYet ? leftNs : sinceNs);
    case TaskState::Working:
        return QStringLiteral("works");
    case TaskState::Offloaded:
        return QStringLiteral("on a thread");
    case TaskState::PutWait:
        return QStringLiteral("waits to put");
    case TaskState::GetWait:
        return QStringLiteral("waits to get");
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
        return QStringLiteral("waits");
    default:
        return {};
    }
}

QString shortRequest(RequestPhase phase)
{
    switch (phase) {
    case RequestPhase::InLine:
        return QStringLiteral("in line");
    case RequestPhase::Connecting:
        return QStringLiteral("connects");
    case RequestPhase::Receiving:
        return QStringLiteral("receives");
    default:
        return QStringLiteral("waits for a reply");
    }
}

QString endedText(EndedHow how)
{
    if (how == EndedHow::Failed) return QStringLiteral("failed");
    return how == EndedHow::Cancelled ? QStringLiteral("cancelled") : QStringLiteral("done");
}

} // namespace

QString taskSentence(const RunView& run, std::uint32_t index, bool isShort)
{
    const TaskMoment& task = run.moment->tasks[index];
    if (task.state == TaskState::Ended) return endedText(task.endedHow);
    const std::int64_t since = run.playheadNs - task.sinceNs;
    // On the real clock a planned end is no promise.
    const bool planned = task.plannedEndNs != notYet && !run.live;
    const std::int64_t left =
        planned ? std::max<std::int64_t>(0, task.plannedEndNs - run.playheadNs) : notYet;
    if (isShort) {
        const QString text = task.phase == RequestPhase::None ? shortSentence(task.state, left, since)
                                                              : shortRequest(task.phase);
        if (!text.isEmpty()) return text;
    }
    const QString what = stateText(run.info(), task.state, task.object, task.phase);
    switch (task.state) {
    case TaskState::Sleeping:
    case TaskState::Working:
    case TaskState::Offloaded: {
        const QString word = task.state == TaskState::Working ? QStringLiteral("working") : what;
        return planned ? QStringLiteral("%1, %2 left").arg(word, durationText(left))
                       : QStringLiteral("%1 for %2").arg(word, durationText(since));
    }
    case TaskState::PutWait:
    case TaskState::GetWait:
        return QStringLiteral("%1, %2").arg(what, durationText(since));
    default:
        return what;
    }
}

QString itemSentence(const RunView& run, int item, bool isShort)
{
    if (!run.knows(item)) return {};
    const auto& visits = run.columns->visits();
    const std::int64_t now = run.playheadNs;
    const QString name = QStringLiteral("#%1").arg(item);
    std::uint32_t v = run.columns->items()[static_cast<std::size_t>(item)].firstVisit;
    if (v == noVisit) return {};
    // The visit that the playhead is in: the last one that has begun.
    const auto beginOf = [&](const Visit& visit) {
        return visit.putWaitNs != notYet ? visit.putWaitNs : visit.enqueuedNs;
    };
    const Visit* visit = &visits[v];
    for (; v != noVisit && (beginOf(visits[v]) == notYet || beginOf(visits[v]) <= now);
         v = visits[v].nextVisit)
        visit = &visits[v];
    const auto task = [&](std::uint32_t t) { return taskTitle(run.info(), t); };

    if (visit->dropped) return QStringLiteral("%1 was dropped: the queue was full").arg(name);
    if (beginOf(*visit) == notYet || beginOf(*visit) > now)
        return isShort ? QString()
                       : QStringLiteral("%1 is made in %2")
                             .arg(name, durationText(std::max<std::int64_t>(0, beginOf(*visit) - now)));
    if (visit->enqueuedNs == notYet || visit->enqueuedNs > now) {
        const QString waited = durationText(now - visit->putWaitNs);
        if (isShort) return QStringLiteral("%1 · %2").arg(name, waited);
        const QString text = QStringLiteral("%1 has waited %2 for room").arg(name, waited);
        return visit->enqueuedNs == notYet
                   ? text
                   : text + QStringLiteral("; it is put in %1").arg(durationText(visit->enqueuedNs - now));
    }
    if (visit->dequeuedNs == notYet || visit->dequeuedNs > now) {
        const QString waited = durationText(now - visit->enqueuedNs);
        if (isShort) return QStringLiteral("%1 · %2").arg(name, waited);
        const QString text = QStringLiteral("%1 has waited %2").arg(name, waited);
        if (visit->dequeuedNs == notYet || visit->consumer == noTask) return text;
        return text + QStringLiteral("; %1 takes it in %2")
                          .arg(task(visit->consumer), durationText(visit->dequeuedNs - now));
    }
    const QString waited = durationText(visit->dequeuedNs - visit->enqueuedNs);
    if (visit->doneNs != notYet && visit->doneNs <= now)
        return isShort ? QStringLiteral("%1 · %2").arg(name, waited)
                       : QStringLiteral("%1 waited %2 and is done; %3 took it %4 ago")
                             .arg(name, waited, task(visit->consumer), durationText(now - visit->dequeuedNs));
    if (isShort) return QStringLiteral("%1 · %2").arg(name, waited);
    return QStringLiteral("%1 waited %2; %3 has had it for %4")
        .arg(name, waited, task(visit->consumer), durationText(now - visit->dequeuedNs));
}

} // namespace sojourn
