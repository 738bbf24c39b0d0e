// Flows: arrows between tracks, as a file tells them point by point.
#pragma once

#include "trace/columns.h"

#include <cstdint>
#include <vector>

namespace sojourn {

/// Where a flow begins, passes, or ends.
struct FlowPoint
{
    enum class Kind : std::uint8_t {
        Begin,
        Step,
        End,
        BeginOrStep, ///< the first of its flow begins it
    };

    std::uint64_t key = 0; ///< points of one flow share it
    std::int64_t ns = 0;
    std::int64_t saidNs = notYet; ///< when it is, where the file tells that apart from where it stands
    std::int64_t doneNs = notYet; ///< when what it brings is done, where the file tells
    std::uint32_t track = 0;
    std::uint32_t item = noTask; ///< its number, where the file tells
    std::uint32_t order = 0; ///< among the points of a file of this program's own, which has its visits in
                             ///< their order; 0: flows come in the order of their instants
    std::uint16_t queue = 0;
    std::uint16_t lane = 0; ///< of its track, the outermost 1; 0: the file does not tell
    Kind kind = Kind::Begin;
    bool bindsToNext = false; ///< to the span that begins next, not to the one around it

    std::int64_t instantNs() const { return saidNs == notYet ? ns : saidNs; }
};

/// One arrow: from a point to the one behind it.
struct FlowHop
{
    const FlowPoint* from;
    const FlowPoint* to;
    std::uint64_t flow; ///< its number: a key may be used again
};

/// The arrows of all points, sorted by key and time; and the points that have no partner.
struct LinkedFlows
{
    std::vector<FlowHop> hops;
    std::vector<const FlowPoint*> alone;
};

/// Sorts the points and links those of each flow: a beginning to its steps in order of time and to its end. A
/// key may be used again behind an end.
LinkedFlows linkedFlows(std::vector<FlowPoint>& points);

} // namespace sojourn
