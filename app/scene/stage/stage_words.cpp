#include "scene/stage/stage_words.h"

#include "scene/base/scene_text.h"
#include "scene/stage/stage_counts.h"
#include "scene/stage/stage_sentences.h"
#include "trace/lost_puts.h"

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

/// A saying with a duration: `pattern` has its place.
Saying timed(const QString& pattern, const QString& duration)
{
    static const QString widest = QStringLiteral("888 ms");
    return {pattern.arg(duration), pattern.arg(widest)};
}

QString endedText(EndedHow how)
{
    if (how == EndedHow::Failed) return QStringLiteral("failed");
    return how == EndedHow::Cancelled ? QStringLiteral("cancelled") : QStringLiteral("done");
}

QString shortRequest(RequestPhase phase)
{
    switch (phase) {
    case RequestPhase::InLine:
    case RequestPhase::ForThread:
        return QStringLiteral("in line");
    case RequestPhase::Connecting:
        return QStringLiteral("connects");
    case RequestPhase::Receiving:
        return QStringLiteral("receives");
    default:
        return QStringLiteral("awaits a reply");
    }
}

/// Of a sleep, work or a job in a thread: how long it still takes, where that is known, or has taken.
QList<Saying> spending(const QString& what, const QString& brief, std::int64_t leftNs, std::int64_t sinceNs)
{
    const bool planned = leftNs != notYet;
    if (!planned && sinceNs == 0) return {{what}, {brief}};
    const QString pattern = what + QLatin1String(planned ? ", %1 left" : " for %1");
    return {timed(pattern, durationText(planned ? leftNs : sinceNs)),
            timed(brief + QStringLiteral(" %1"), shortSeconds(planned ? leftNs : sinceNs)),
            {brief}};
}

QList<Saying> waiting(const char* what, std::int64_t sinceNs)
{
    const QString to = QLatin1String(what);
    const QString since = durationText(sinceNs);
    return {timed(QStringLiteral("waiting to %1, ").arg(to) + QStringLiteral("%1"), since),
            timed(QStringLiteral("waits to %1, ").arg(to) + QStringLiteral("%1"), since),
            {QStringLiteral("waits to %1").arg(to)},
            {QStringLiteral("waits")}};
}

/// Of a request that is sent again.
QString againText(const TaskMoment& task)
{
    return isRequest(task.phase) && task.attempt > 1 ? QStringLiteral(", attempt %1").arg(task.attempt)
                                                     : QString();
}

/// "waits for every worker".
QString briefWait(const RunInfo& info, const TaskMoment& task)
{
    if (task.state == TaskState::JoinWait && task.object < info.queues.size())
        return QStringLiteral("waits for %1").arg(QString::fromStdString(info.queues[task.object].name));
    if (task.state == TaskState::AwaitWait && task.object < info.groups.size())
        return QStringLiteral("waits for %1").arg(groupText(info, task.object));
    for (const ServiceInfo& service : info.services)
        if (task.state == TaskState::FlagWait && service.readyFlag == task.object)
            return QStringLiteral("waits for %1").arg(groupText(info, service.group));
    return QStringLiteral("waits");
}

/// Of a wait that nobody will end.
QList<Saying> forEver(const RunInfo& info, const TaskMoment& task, const QString& what)
{
    const QString brief = task.state == TaskState::GetWait   ? QStringLiteral("waits to get")
                          : task.state == TaskState::PutWait ? QStringLiteral("waits to put")
                                                             : briefWait(info, task);
    return {{what + QStringLiteral(", for ever")},
            {brief + QStringLiteral(", for ever")},
            {QStringLiteral("waits for ever")}};
}

} // namespace

QList<Saying> taskSayings(const RunView& run, std::uint32_t index)
{
    const TaskMoment& task = run.moment->tasks[index];
    if (task.state == TaskState::Ended) {
        const QString how = endedText(task.endedHow);
        if (!endedWithoutReply(task))
            return {{QStringLiteral("%1 at %2").arg(how, instantText(task.sinceNs, run.endNs))}, {how}};
        return {{QStringLiteral("done, request failed")},
                {QStringLiteral("request failed")},
                {QStringLiteral("no reply")}};
    }
    if (run.isLost(index)) return {{QStringLiteral("what it did is lost")}, {QStringLiteral("lost")}};
    const std::int64_t since = run.playheadNs - task.sinceNs;
    // On the real clock a planned end is no promise.
    const bool planned = task.plannedEndNs != notYet && !run.live;
    const std::int64_t left =
        planned ? std::max<std::int64_t>(0, task.plannedEndNs - run.playheadNs) : notYet;
    const QString what = stateText(run.info(), task.state, task.object, task.phase);
    if (task.phase != RequestPhase::None)
        return {
            timed(what + againText(task) + QStringLiteral(", %1"), durationText(since)),
            timed(shortRequest(task.phase) + againText(task) + QStringLiteral(", %1"), durationText(since)),
            timed(shortRequest(task.phase) + QStringLiteral(", %1"), durationText(since)),
            {shortRequest(task.phase)}};
    if (run.waitsForEver(task)) return forEver(run.info(), task, what);
    switch (task.state) {
    case TaskState::Sleeping:
        if (isOverdue(run, index))
            return {timed(QStringLiteral("due for %1: the loop is held"),
                          durationText(run.playheadNs - task.plannedEndNs)),
                    {QStringLiteral("due, waits for the loop")},
                    {QStringLiteral("due")}};
        return spending(what, QStringLiteral("sleeps"), left, since);
    case TaskState::Working:
        return spending(QStringLiteral("holds the loop"), QStringLiteral("works"), left, since);
    case TaskState::Offloaded:
        return spending(what, QStringLiteral("on a thread"), left, since);
    case TaskState::PutWait:
        return waiting("put", since);
    case TaskState::GetWait:
        return waiting("get", since);
    case TaskState::JoinWait:
    case TaskState::AwaitWait:
    case TaskState::FlagWait:
        return {{what}, {briefWait(run.info(), task)}, {QStringLiteral("waits")}};
    default:
        return {{what}};
    }
}

QString taskSentence(const RunView& run, std::uint32_t task)
{
    return taskSayings(run, task).front().text;
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
    const auto beginOf = [&](const Visit& visit) { return visitBeginNs(*run.columns, visit); };
    const Visit* visit = &visits[v];
    for (; v != noVisit && (beginOf(visits[v]) == notYet || beginOf(visits[v]) <= now);
         v = visits[v].nextVisit)
        visit = &visits[v];
    const auto task = [&](std::uint32_t t) { return taskTitle(run.info(), t); };

    if (visit->dropped && beginOf(*visit) <= now)
        return QStringLiteral("%1 was dropped: the queue was full").arg(name);
    if (beginOf(*visit) == notYet || beginOf(*visit) > now)
        return isShort ? QString()
                       : QStringLiteral("%1 is made in %2")
                             .arg(name, durationText(std::max<std::int64_t>(0, beginOf(*visit) - now)));
    const std::int64_t cut = cutShortNs(*run.columns, *visit);
    if (cut != notYet && cut <= now) {
        const QString waited = durationText(cut - visit->putWaitNs);
        return isShort ? QStringLiteral("%1 · %2").arg(name, waited)
                       : QStringLiteral("%1 waited %2 for room; its put was cut short %3 ago")
                             .arg(name, waited, durationText(now - cut));
    }
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
