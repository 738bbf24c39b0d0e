// How many tasks of a group do what.
#pragma once

#include "scene/base/run_view.h"
#include "theme/state_look.h"

#include <QList>
#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace sojourn {

/// The tasks of a group at one instant.
struct GroupCounts
{
    std::array<std::uint32_t, static_cast<std::size_t>(StateLook::Cancelled)> byLook{};
    std::uint32_t notStarted = 0;
    std::uint32_t lost = 0;     ///< see RunView::isLost(); they are not among those
    std::uint32_t finished = 0; ///< those without a reply are not among them
    std::uint32_t cancelled = 0;
    std::uint32_t failed = 0;
    std::uint32_t withoutReply = 0; ///< see endedWithoutReply()

    std::uint32_t of(StateLook look) const { return byLook[static_cast<std::size_t>(look)]; }
};

/// It ended well, but its last request failed: what it was for, it has not got.
bool endedWithoutReply(const TaskMoment& task);

/// All groups, as they stand at the run's moment.
std::vector<GroupCounts> countTasks(const RunView& run);

/// "7 waiting to get".
QString countText(std::uint32_t tasks, StateLook look);

} // namespace sojourn
