// What of the timeline lies under a point.
#pragma once

#include "scene/timeline/timeline_scene.h"

#include <QString>

#include <optional>

namespace sojourn {

/// What was hit; -1 where nothing was.
struct TimelineHit
{
    enum class Area { None, Ruler, Name, Lane, Depth, Group };
    Area area = Area::None;
    int task = -1;
    int queue = -1;
    int group = -1;             ///< of its own row
    int item = -1;              ///< of a tick, its number, or a wait to put
    bool onPin = false;         ///< where its lane is pinned, left of its name
    int bookmark = -1;          ///< of a flag on the ruler
    std::int64_t atNs = 0;      ///< the instant under the point
    bool hasSpan = false;       ///< a span lies there; see span
    Span span{};                ///< one that goes on ends where the run has come to
    std::uint64_t instants = 0; ///< how many lie under its pixel; see instant
    Mark instant{};             ///< the nearest of them, with its instant in the run's own time
    std::int64_t otherPartNs =
        notYet; ///< of work in a pool: how long it stood in line, or (in line) how long it then computed
    std::optional<LostStretch> lost; ///< no span lies there, and what did is lost
    bool failed = false;             ///< the span was part of a request that failed as it ended; see reason
    RequestFailure reason = RequestFailure::TimedOut;
};

TimelineHit hitTimeline(const TimelineScene& scene, QPointF at);

/// What a tooltip says of it: the first line, and the others.
QString hitTitle(const TimelineScene& scene, const TimelineHit& hit);
QString hitText(const TimelineScene& scene, const TimelineHit& hit);

/// How long the item stayed, or what is known of it so far: "#16 waited 407 µs" and "Consumer 1 was waiting
/// already".
QString itemTitle(const RunView& run, int item);
QString itemText(const RunView& run, int item);
/// The visit's consumer was waiting to get as the item was put.
bool wasAwaited(const RunView& run, const Visit& visit);

} // namespace sojourn
