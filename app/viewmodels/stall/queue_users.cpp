#include "viewmodels/stall/queue_users.h"

#include <algorithm>

namespace sojourn {

QueueUsers QueueUsers::of(const RunInfo& info, const Moment& moment, QueueUse use, std::uint16_t queue)
{
    QueueUsers users;
    for (const GroupInfo& group : info.groups) {
        if (group.taskCount == 0 || std::ranges::find(group.*use, queue) == (group.*use).end()) continue;
        users.groups += QString::fromStdString(group.name);
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
            if (moment.tasks[t].state == TaskState::Ended)
                users.lastEndNs = std::max(users.lastEndNs, moment.tasks[t].sinceNs);
            else
                users.left.push_back(t);
        }
    }
    return users;
}

} // namespace sojourn
