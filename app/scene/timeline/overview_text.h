// What the overview says of an instant.
#pragma once

#include "scene/timeline/overview_painter.h"

#include <QString>

#include <cstddef>
#include <optional>

namespace sojourn {

/// The queue that ever held the most, counters only where there is nothing else; none in a run without.
std::optional<std::size_t> longestQueue(const RunInfo& info, const RunIndex& index);

/// It is about the lanes of another program, not about tasks: see UtilisationIndex.
bool isOfLanes(const RunView& run);

/// What a tooltip says of the instant at this x: the first line, and the others.
QString overviewTitle(const OverviewScene& scene, double x);
QString overviewText(const OverviewScene& scene, double x);

} // namespace sojourn
