// Finds groups that await each other in a circle.
#pragma once

#include "scenario/reader/step_reader.h"

#include <optional>
#include <vector>

namespace sojourn {

/// A circle of awaits: the first edge of it, and the groups on the way, the first one again at the end.
struct AwaitCircle
{
    Reading::Index at = 0;
    std::vector<std::uint16_t> groups;
};

std::optional<AwaitCircle> findAwaitCircle(const std::vector<AwaitEdge>& edges, std::size_t groupCount);

} // namespace sojourn
