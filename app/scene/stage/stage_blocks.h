// Each kind of block laid out in the area that its column gives it.
#pragma once

#include "scene/stage/stage_columns.h"
#include "scene/stage/stage_layout.h"

namespace sojourn {

inline constexpr std::uint32_t mostCards = 8; ///< tasks of a group that may have a card each
inline constexpr double leastQueueHeight = 56;
inline constexpr double leastResourceHeight = 76;

/// The room that a group needs at least.
double leastGroupHeight(std::uint32_t tasks, CardLook look);
/// The room that a group would like.
double wantedGroupHeight(std::uint32_t tasks, CardLook look);

GroupBlock groupBlock(const RunInfo& info, std::uint16_t group, const QRectF& area, CardLook look);
QueueBlock queueBlock(const RunView& run, std::uint16_t queue, const QRectF& area);
/// A pool as it stands.
ResourceBlock poolBlock(const RunView& run, std::uint16_t pool, const QRectF& area);
/// A server as it stands.
ResourceBlock serverBlock(const RunView& run, std::uint16_t server, const QRectF& area);

} // namespace sojourn
