#include "scene/stage/stage_counts.h"

#include "scene/base/scene_text.h"

namespace sojourn {

bool endedWithoutReply(const TaskMoment& task)
{
    return task.state == TaskState::Ended && task.endedHow == EndedHow::Finished && task.requestFailed;
}

std::vector<GroupCounts> countTasks(const RunView& run)
{
    std::vector<GroupCounts> counts(run.info().groups.size());
    for (std::size_t t = 0; t < run.moment->tasks.size(); ++t) {
        const TaskMoment& task = run.moment->tasks[t];
        GroupCounts& group = counts[run.info().groupOfTask[t]];
        if (task.state == TaskState::NotStarted)
            ++(run.isLost(static_cast<std::uint32_t>(t)) ? group.lost : group.notStarted);
        else if (task.state != TaskState::Ended)
            ++group.byLook[static_cast<std::size_t>(lookOf(task.state, task.phase))];
        else
            ++(task.endedHow == EndedHow::Failed      ? group.failed
               : task.endedHow == EndedHow::Cancelled ? group.cancelled
               : task.requestFailed                   ? group.withoutReply
                                                      : group.finished);
    }
    return counts;
}

QString countText(std::uint32_t tasks, StateLook look)
{
    const QString number = countText(std::uint64_t{tasks});
    switch (look) {
    case StateLook::WaitingPut:
        return number + QStringLiteral(" waiting to put");
    case StateLook::WaitingGet:
        return number + QStringLiteral(" waiting to get");
    case StateLook::Off:
        return number + QStringLiteral(" off to threads");
    case StateLook::InLine:
        return number + QStringLiteral(" in line");
    case StateLook::Connecting:
        return number + QStringLiteral(" connecting");
    case StateLook::AwaitingReply:
        return number + QStringLiteral(" waiting for a reply");
    case StateLook::Receiving:
        return number + QStringLiteral(" receiving");
    case StateLook::Blocking:
        return number + QStringLiteral(" holding the loop");
    case StateLook::Running:
        return number + QStringLiteral(" running");
    case StateLook::Ready:
        return number + QStringLiteral(" ready");
    case StateLook::Joining:
        return number + QStringLiteral(" waiting");
    default:
        return number + QStringLiteral(" sleeping");
    }
}

} // namespace sojourn
