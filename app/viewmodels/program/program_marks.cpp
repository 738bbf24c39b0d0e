#include "viewmodels/program/program_marks.h"

#include "viewmodels/panels/words.h"

#include <QStringList>

#include <algorithm>

namespace sojourn {

namespace {

bool isRunning(const TaskMoment& task)
{
    return task.state != TaskState::NotStarted && task.state != TaskState::Ended;
}

/// "Worker 11 #203": with the item that it puts or holds.
QString nameOf(const RunDocument& document, std::uint32_t task)
{
    const TaskMoment& now = document.moment().tasks[task];
    const QString name = taskTitle(document.info(), task);
    const std::int64_t item = now.puttingItem != notYet ? now.puttingItem : now.heldItem;
    return item >= 0 ? QStringLiteral("%1 #%2").arg(name).arg(item) : name;
}

QString verb(StateLook look, bool one)
{
    switch (look) {
    case StateLook::Running:
        return QLatin1String(one ? "runs" : "run");
    case StateLook::Ready:
        return QLatin1String(one ? "is ready" : "are ready");
    case StateLook::Sleeping:
        return QLatin1String(one ? "sleeps" : "sleep");
    case StateLook::WaitingGet:
        return QLatin1String(one ? "waits to get" : "wait to get");
    case StateLook::WaitingPut:
        return QLatin1String(one ? "waits to put" : "wait to put");
    case StateLook::Off:
        return QLatin1String(one ? "is away" : "are away");
    case StateLook::InLine:
        return QLatin1String(one ? "is in line" : "are in line");
    case StateLook::Connecting:
        return QLatin1String(one ? "connects" : "connect");
    case StateLook::AwaitingReply:
        return QLatin1String(one ? "awaits its reply" : "await their replies");
    case StateLook::Receiving:
        return QLatin1String(one ? "receives" : "receive");
    case StateLook::Blocking:
        return QLatin1String(one ? "computes" : "compute");
    default:
        return QLatin1String(one ? "waits" : "wait");
    }
}

} // namespace

void ProgramMarks::update(const RunDocument& document)
{
    m_marks.clear();
    m_stepOfTask.clear();
    if (document.columns() == nullptr) return;
    const RunInfo& info = document.info();
    const Moment& moment = document.moment();
    m_marks.resize(info.groups.size());
    m_stepOfTask.resize(moment.tasks.size());
    for (std::uint32_t t = 0; t < moment.tasks.size(); ++t) {
        const TaskMoment& task = moment.tasks[t];
        if (!isRunning(task) || task.step == 0) continue;
        m_stepOfTask[t] = task.step;
        StepMarks& marks = m_marks[info.groupOfTask[t]][task.step];
        ++marks.byLook[static_cast<std::size_t>(lookOf(task.state, task.phase))];
        if (++marks.count == 1) marks.first = t;
        if (marks.count == 2) marks.second = t;
        if (task.plannedEndNs != notYet && (marks.nextNs == notYet || task.plannedEndNs < marks.nextNs))
            marks.nextNs = task.plannedEndNs;
    }
}

const StepMarks& ProgramMarks::at(std::uint16_t group, std::uint32_t step) const
{
    static const StepMarks none;
    return group < m_marks.size() && step <= lastNumberedStep ? m_marks[group][step] : none;
}

std::uint32_t ProgramMarks::stepOf(std::uint32_t task) const
{
    return task < m_stepOfTask.size() ? m_stepOfTask[task] : 0;
}

QString ProgramMarks::groupText(const RunDocument& document, std::uint16_t number) const
{
    if (document.columns() == nullptr) return {};
    const GroupInfo& group = document.info().groups[number];
    std::array<std::uint32_t, StepMarks::looks> counts{};
    std::uint32_t ended = 0;
    for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
        const TaskMoment& task = document.moment().tasks[t];
        if (isRunning(task)) ++counts[static_cast<std::size_t>(lookOf(task.state, task.phase))];
        if (task.state == TaskState::Ended) ++ended;
    }
    QStringList parts;
    const bool alone = group.taskCount == 1;
    for (std::size_t look = 0; look < counts.size(); ++look) {
        if (counts[look] == 0) continue;
        const QString does = verb(static_cast<StateLook>(look), counts[look] == 1);
        parts += alone ? does : QStringLiteral("%1 %2").arg(counts[look]).arg(does);
    }
    if (ended > 0)
        parts +=
            alone ? QStringLiteral("has ended")
                  : QStringLiteral("%1 %2 ended").arg(ended).arg(QLatin1String(ended == 1 ? "has" : "have"));
    return parts.join(QStringLiteral(", "));
}

QString marksText(const RunDocument& document, const StepMarks& marks)
{
    if (marks.count == 0) return {};
    if (marks.count == 1) return nameOf(document, marks.first);
    if (marks.count == 2)
        return nameOf(document, marks.first) + QStringLiteral(", ") + nameOf(document, marks.second);
    const QString count = QString::number(marks.count);
    // On the real clock a planned end is no promise.
    if (document.isLive() || marks.nextNs == notYet || marks.nextNs <= document.playheadNs()) return count;
    return QStringLiteral("%1, next goes on in %2")
        .arg(count, durationText(marks.nextNs - document.playheadNs()));
}

} // namespace sojourn
