#include "viewmodels/stall/queue_users.h"

#include <algorithm>

namespace sojourn {

QueueUsers QueueUsers::of(const Columns& columns, QueueUse use, std::uint16_t queue)
{
    QueueUsers users;
    for (const GroupInfo& group : columns.info().groups) {
        if (group.taskCount == 0 || std::ranges::find(group.*use, queue) == (group.*use).end()) continue;
        users.groups += QString::fromStdString(group.name);
        for (std::uint32_t t = group.firstTask; t < group.firstTask + group.taskCount; ++t) {
            const std::int64_t endedNs = columns.lanes()[t].endedNs;
            if (endedNs == notYet)
                users.left.push_back(t);
            else
                users.lastEndNs = std::max(users.lastEndNs, endedNs);
        }
    }
    return users;
}

} // namespace sojourn
