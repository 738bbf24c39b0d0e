// The tasks at one side of a queue.
#pragma once

#include "trace/replay.h"
#include "trace/run_info.h"

#include <QStringList>

#include <cstdint>
#include <vector>

namespace sojourn {

/// What a group does with queues: GroupInfo::putsInto, getsFrom or marksDone.
using QueueUse = std::vector<std::uint16_t> GroupInfo::*;

/// The groups that use a queue so, and which of their tasks are left.
struct QueueUsers
{
    QStringList groups;              ///< by name
    std::vector<std::uint32_t> left; ///< tasks that have not ended, in order
    std::int64_t lastEndNs = notYet; ///< when the last of those that have ended did

    /// As the run stands at that moment.
    static QueueUsers of(const RunInfo& info, const Moment& moment, QueueUse use, std::uint16_t queue);
};

} // namespace sojourn
